import type { CalendarFeedTerms } from '../../calendar-menu/calendar-feed.terms.js';
import type { CalendarMenuTerms } from '../../calendar-menu/calendar-menu.terms.js';

export const calendarTerms: CalendarMenuTerms & CalendarFeedTerms = {
  calendarAdd: 'カレンダーに追加',
  calendarAddTitle: (title) => `${title}をカレンダーに追加`,
  calendarFile: 'カレンダーファイル（.ics）',
  calendarCopy: 'これは写しです。日時が変わっても更新されません。',
  calendarFileFailed: 'カレンダーファイルを読み込めませんでした。',
  feedSubscribe: 'カレンダーで購読する',
  feedExplain: 'カレンダーを最新に保つリンクです。カレンダーによっては、更新の確認は1日1回だけです。',
  feedWarning: 'リンクを知っている人は、あなたの予定の日時を見ることができます。他の人に教えないでください。',
  feedCreate: 'リンクを作る',
  feedReplace: '新しいリンクを作る',
  feedExists: (date) =>
    `${date}に作成したリンクがあります。再表示はできません。新しいリンクを作ると置き換わります。`,
  feedLink: 'あなたのリンク',
  feedShownOnce: '表示されるのは今回だけです。',
  feedCopy: 'コピー',
  feedCopied: 'コピーしました',
  feedDelete: 'リンクを削除',
  feedDeleted: 'リンクは無効になりました。',
};
