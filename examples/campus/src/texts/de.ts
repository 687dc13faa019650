import type { Texts } from './texts.ts';

export const de: Texts = {
  motto: 'Kleine Klassen, wo immer du bist',
  skip: 'Zum Inhalt springen',
  menu: 'Seiten',
  language: 'Sprache',
  appearance: { title: 'Darstellung', system: 'Wie mein Gerät', light: 'Hell', dark: 'Dunkel' },
  nav: {
    home: 'Meine Seite',
    course: 'Kurs',
    book: 'Stunde buchen',
    times: 'Meine Zeiten',
    attendance: 'Anwesenheit',
    change: 'Jemand anderes sein',
  },
  roles: { teacher: 'Unterrichtet', student: 'Lernt' },
  timesShown: (zone) => `Zeiten nach deiner Uhr: ${zone}`,
  start: {
    title: 'Wer bist du heute?',
    text: 'Campus ist eine kleine Schule. Im echten Leben weiß dein LMS, wer du bist; hier suchst du es dir aus. Öffne einen zweiten Tab und sei zwei Personen zugleich: im einen Lehrerin, im anderen Schüler.',
    continueAs: (name) => `Weiter als ${name}`,
  },
  signIn: {
    title: 'Diese Seite gehört jemandem',
    text: 'Du hast noch nicht gesagt, dass du es bist. Im echten Leben würde dein LMS dich jetzt anmelden.',
  },
  openLesson: { title: 'Eine Stunde wartet auf dich', text: 'Sag, wer du bist, dann geht es gleich hinein.' },
  home: {
    title: 'Meine Seite',
    greeting: (name) => `Hallo, ${name}`,
    next: 'Deine nächste Stunde',
    running: 'Läuft gerade',
    join: 'Hineingehen',
    open: 'Klassenzimmer öffnen',
    with: (names) => `mit ${names}`,
    none: { title: 'Nichts geplant', text: 'Such dir eine Zeit aus, die dir passt, dann steht sie hier.' },
    teacherNone: { title: 'Nichts geplant', text: 'Sobald jemand eine Zeit bucht, steht sie hier.' },
    lessonNow: {
      title: 'Jetzt gleich unterrichten',
      text: 'Öffnet ein Klassenzimmer für den ganzen Kurs. Deine Klasse sieht es sofort.',
      action: (course) => `Unterricht beginnen: ${course}`,
    },
    lessons: 'Deine Stunden',
    courses: 'Deine Kurse',
  },
  course: {
    about: 'Über diesen Kurs',
    topics: 'Was wir machen',
    teacher: 'Lehrerin',
    students: 'In diesem Kurs',
    author: {
      title: 'Für Autorinnen und Autoren',
      text: 'Die Liste der Stunden oben ist ein einziges Element. Zwei Zeilen bringen es in jede Seite, und mit allen anderen geht es ebenso:',
    },
  },
  booking: {
    title: 'Stunde buchen',
    text: (teacher) => `Such dir eine Zeit mit ${teacher} aus. Du siehst nur freie Zeiten.`,
    own: {
      title: 'Das sind deine eigenen Zeiten',
      text: 'Du siehst sie so wie deine Klasse. Nur sie kann buchen.',
    },
  },
  room: { title: 'Klassenzimmer', leave: 'Zurück zu meiner Seite' },
  attendance: {
    title: 'Anwesenheit',
    text: 'Wer von wann bis wann da war: aus dem Klassenzimmer selbst, nicht aus dem Gedächtnis.',
    sessions: 'Stunden',
    none: { title: 'Noch keine Stunde ist vorbei', text: 'Nach der ersten steht hier ihr Bericht.' },
  },
  failures: {
    notFound: {
      title: 'Diese Seite gibt es nicht',
      text: 'Vielleicht ist die Adresse vertippt, oder die Seite ist umgezogen.',
    },
    forbidden: {
      title: 'Das ist nicht für dich',
      text: 'Deine Rolle erlaubt es nicht. Frag deine Lehrerin.',
    },
    busy: {
      title: 'Du unterrichtest schon',
      text: 'Du hast um diese Zeit schon eine Stunde. Beende sie zuerst, oder geh dorthin.',
    },
    crossSite: {
      title: 'Das kam von einer anderen Website',
      text: 'Zu deiner Sicherheit ist nichts geschehen. Bitte nimm die Knöpfe von Campus selbst.',
    },
    fault: {
      title: 'Bei uns ist etwas kaputtgegangen',
      text: 'Von dir ist nichts verloren. Bitte versuch es gleich noch einmal.',
    },
    starting: { title: 'Campus startet', text: 'Bitte lade die Seite in ein paar Sekunden neu.' },
    back: 'Zurück zum Anfang',
  },
  noScript: 'Dieser Teil braucht JavaScript.',
  courses: {
    'night-sky': {
      title: 'Der Nachthimmel',
      summary: 'Finde dich zwischen Sternen, Planeten und Galaxien zurecht, mit bloßem Auge.',
      about:
        'Ein Himmel, drei Kontinente: Wenn es in Berlin dunkel wird, geht über Tokio die Sonne auf. Wir treffen uns in kleinen Gruppen, vergleichen, was jeder zu Hause sieht, und lernen, den Himmel wie eine Karte zu lesen. Ein Fernrohr braucht niemand.',
      topics: [
        'Sternbilder, und wie man ohne Handy Norden findet',
        'Der Mond: Phasen, Gezeiten und Schatten',
        'Planeten: warum sie wandern',
        'Galaxien: das Fernste, was man sehen kann',
      ],
      picture: 'Eine Sternwarte auf einem Hügel unter einem Himmel voller Sterne',
    },
    'moon-drawing': {
      title: 'Den Mond zeichnen',
      summary: 'Bleistift, Papier und Geduld: was das Auge sieht, wenn die Hand ihm folgt.',
      about:
        'Bevor es Kameras gab, zeichneten Astronomen. Wir zeichnen Krater an der Grenze von Licht und Schatten und lernen, lange hinzusehen.',
      topics: ['Licht von der Seite', 'Krater mit fünf Strichen', 'Eine eigene Karte'],
      picture: 'Der Mond, mit Bleistift gezeichnet',
    },
  },
};
