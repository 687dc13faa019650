import type { Texts } from './texts.ts';

export const ja: Texts = {
  motto: 'どこにいても、少人数クラス',
  skip: '本文へ移動',
  menu: 'ページ',
  language: '言語',
  appearance: { title: '表示', system: '端末に合わせる', light: 'ライト', dark: 'ダーク' },
  nav: {
    home: 'マイページ',
    course: 'コース',
    book: 'レッスンを予約',
    times: '自分の時間',
    recordings: '録画',
    attendance: '出席',
    mail: 'メール',
    change: '別の人になる',
  },
  roles: { teacher: '先生', student: '生徒' },
  timesShown: (zone) => `時刻はあなたの地域の時計です：${zone}`,
  start: {
    title: '今日はどなたですか？',
    text: 'Campus は小さな学校です。実際には LMS があなたを知っていますが、ここでは自分で選びます。タブを二つ開けば、片方で先生、もう片方で生徒になれます。',
    continueAs: (name) => `${name} として続ける`,
  },
  signIn: {
    title: 'このページには持ち主がいます',
    text: 'まだ本人だと確認できていません。実際には LMS がログインを求めます。',
  },
  openLesson: { title: 'レッスンが待っています', text: 'どなたかを選ぶと、そのまま入れます。' },
  home: {
    title: 'マイページ',
    greeting: (name) => `こんにちは、${name}さん`,
    next: '次のレッスン',
    running: '開催中',
    join: '入室する',
    open: '教室を開く',
    with: (names) => `${names} さんと`,
    none: { title: '予定はありません', text: '都合のよい時間を選ぶと、ここに表示されます。' },
    teacherNone: { title: '予定はありません', text: '生徒が予約すると、ここに表示されます。' },
    lessonNow: {
      title: '今すぐ授業をする',
      text: 'コース全員の教室を開きます。生徒の画面にもすぐに表示されます。',
      action: (course) => `授業を始める：${course}`,
    },
    lessons: 'あなたのレッスン',
    courses: 'あなたのコース',
  },
  course: {
    about: 'このコースについて',
    topics: '学ぶこと',
    teacher: '先生',
    students: '参加者',
    author: {
      title: 'ページを作る方へ',
      text: '上のレッスン一覧は一つの要素です。次の二行でどのページにも置けます。ほかの要素も同じように使えます：',
    },
  },
  booking: {
    title: 'レッスンを予約',
    text: (teacher) => `${teacher} 先生との時間を選んでください。空いている時間だけが表示されます。`,
    own: {
      title: 'これはあなた自身の時間です',
      text: '生徒に見えるとおりに表示しています。予約できるのは生徒だけです。',
    },
  },
  room: { title: '教室', leave: 'マイページに戻る' },
  recordings: {
    title: '録画',
    text: '招待された人なら誰でも見られる、授業の録画です。',
    others: 'ほかの録画',
    states: { coming: '準備中', failed: '利用できません' },
    none: {
      title: 'まだ録画はありません',
      text: '先生が授業を録画すると、終わってまもなくここに表示されます。',
    },
  },
  attendance: {
    title: '出席',
    text: '誰がいつからいつまでいたか。記憶ではなく、教室そのものの記録です。',
    sessions: 'レッスン',
    none: {
      title: '終わったレッスンはまだありません',
      text: '最初のレッスンのあと、ここに記録が表示されます。',
    },
  },
  mail: {
    title: 'メール',
    text: '実際にはメールボックスに届くものです。ここではメールサーバーではなくフォルダーに保存されます。',
    inbox: '受信トレイ',
    invite: 'カレンダーファイル',
    asText: 'テキストで表示',
    none: { title: 'メールはまだありません', text: 'レッスンを予約すると、確認メールがここに届きます。' },
  },
  failures: {
    notFound: {
      title: 'ページが見つかりません',
      text: 'アドレスが間違っているか、ページが移動した可能性があります。',
    },
    forbidden: { title: '権限がありません', text: 'あなたの役割ではできません。先生に聞いてください。' },
    busy: {
      title: 'すでに授業中です',
      text: 'この時間には別のレッスンがあります。先に終了するか、そちらへ移動してください。',
    },
    crossSite: {
      title: '別のサイトからの操作です',
      text: '安全のため何も行いませんでした。Campus のボタンをお使いください。',
    },
    fault: {
      title: '問題が発生しました',
      text: 'データは失われていません。しばらくしてからもう一度お試しください。',
    },
    starting: { title: 'Campus を起動しています', text: '数秒後に再読み込みしてください。' },
    back: '最初に戻る',
  },
  noScript: 'この部分には JavaScript が必要です。',
  courses: {
    'night-sky': {
      title: '夜空',
      summary: '星や惑星や銀河のあいだを、自分の目だけで歩いてみましょう。',
      about:
        'ひとつの空、三つの大陸。ベルリンが暮れるころ、東京には朝日が昇ります。少人数で集まり、それぞれの家から見える空を比べながら、地図のように空を読むことを学びます。望遠鏡はいりません。',
      topics: [
        '星座と、スマホなしで北を見つける方法',
        '月：満ち欠け、潮、影',
        '惑星：なぜさまようのか',
        '銀河：肉眼で見えるいちばん遠いもの',
      ],
      picture: '星空の下、丘の上の天文台',
    },
    'moon-drawing': {
      title: '月を描く',
      summary: '鉛筆と紙と忍耐。手が追うとき、目に見えてくるもの。',
      about:
        'カメラがなかったころ、天文学者は絵を描きました。光と影の境にあるクレーターを描き、長く見つめることを学びます。',
      topics: ['横からの光', '五本の線でクレーター', '自分だけの月面図'],
      picture: '鉛筆で描いた月',
    },
  },
};
