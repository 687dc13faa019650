import type { MailTexts } from './mail-texts.js';

export const ja: MailTexts = {
  subjects: {
    confirm: ({ title, when }) => `予約完了：${title}（${when}）`,
    update: ({ title, when }) => `日時変更：${title}（${when}）`,
    cancel: ({ title, when }) => `キャンセル：${title}（${when}）`,
    remind_1d: ({ title, when }) => `お知らせ：${title}（${when}）`,
    remind_1h: ({ title, when }) => `まもなく開始：${title}（${when}）`,
    recording_ready: ({ title }) => `録画の準備ができました：${title}`,
    undelivered: ({ title, when }) => `メール未達：${title}（${when}）`,
  },
  greeting: (name) => `${name} さん`,
  leads: {
    lessonConfirm: (host) => `${host} さんとのレッスンを予約しました。`,
    lessonBooked: (attendee) => `${attendee} さんがレッスンを予約しました。`,
    lessonUpdate: (other) => `${other} さんとのレッスンの日時が変わりました。`,
    lessonCancel: (other) => `${other} さんとのレッスンはキャンセルされました。`,
    lessonReminder: (other) => `${other} さんとのレッスンのお知らせです。`,
    lessonSoon: (other) => `${other} さんとのレッスンがまもなく始まります。`,
    classConfirm: (host) => `${host} さんから授業への招待です。`,
    classPlanned: '授業の予定ができました。',
    classUpdate: '授業の日時が変わりました。',
    classCancel: '授業はキャンセルされました。',
    classReminder: '授業のお知らせです。',
    classSoon: '授業がまもなく始まります。',
    recordingReady: '録画を見られるようになりました。',
    undelivered: (names) =>
      `この件のメールが ${names} さんに届きませんでした（配信できませんでした）。直接お伝えください。`,
  },
  labels: {
    when: '日時',
    whenAt: (name) => `${name} さんの時間`,
    before: '変更前',
    with: '相手',
    note: 'メモ',
    reason: '理由',
  },
  actions: {
    join: 'レッスンを開く',
    watch: '録画を見る',
    move: '日時を変更',
    cancel: 'キャンセル',
    moveOrCancel: '変更・キャンセル',
    addToCalendar: 'カレンダーに追加',
  },
  hints: {
    join: 'ボタンを押すとコースのページが開きます。いつもどおりログインしてください。',
    joinElsewhere: 'コースのページから参加してください。',
    calendar: '手動で追加した予定は、日時が変わっても自動では更新されません。',
    automatic: (site) => `関係者の方に ${site} からお送りしています。`,
  },
};
