import type { Texts } from './texts.ts';

export const de: Texts = {
  motto: 'Kleine Klassen, wo immer Sie sind',
  skip: 'Zum Inhalt springen',
  menu: 'Seiten',
  language: 'Sprache',
  appearance: { title: 'Darstellung', system: 'Wie mein Gerät', light: 'Hell', dark: 'Dunkel' },
  nav: {
    home: 'Meine Seite',
    course: 'Kurs',
    book: 'Stunde buchen',
    times: 'Meine Zeiten',
    recordings: 'Aufzeichnungen',
    attendance: 'Anwesenheit',
    mail: 'Post',
    change: 'Jemand anderes sein',
  },
  roles: { teacher: 'Unterrichtet', student: 'Lernt' },
  timesShown: (zone) => `Zeiten nach Ihrer Uhr: ${zone}`,
  start: {
    title: 'Wer sind Sie heute?',
    text: 'Campus ist eine kleine Schule. Im echten Leben weiß Ihr LMS, wer Sie sind; hier suchen Sie es sich aus. Öffnen Sie einen zweiten Tab und seien Sie zwei Personen zugleich: im einen die Lehrerin, im anderen jemand aus dem Kurs.',
    continueAs: (name) => `Weiter als ${name}`,
  },
  signIn: {
    title: 'Diese Seite gehört jemandem',
    text: 'Sie haben noch nicht gesagt, dass Sie es sind. Im echten Leben würde Ihr LMS Sie jetzt anmelden.',
  },
  openLesson: {
    title: 'Eine Stunde wartet auf Sie',
    text: 'Sagen Sie, wer Sie sind, dann geht es gleich hinein.',
  },
  home: {
    title: 'Meine Seite',
    greeting: (name) => `Hallo, ${name}`,
    next: 'Ihre nächste Stunde',
    running: 'Läuft gerade',
    join: 'Hineingehen',
    open: 'Klassenzimmer öffnen',
    with: (names) => `mit ${names}`,
    none: {
      title: 'Nichts geplant',
      text: 'Suchen Sie sich eine Zeit aus, die Ihnen passt, dann steht sie hier.',
    },
    teacherNone: { title: 'Nichts geplant', text: 'Sobald jemand eine Zeit bucht, steht sie hier.' },
    lessonNow: {
      title: 'Jetzt gleich unterrichten',
      text: 'Öffnet ein Klassenzimmer für den ganzen Kurs. Ihre Klasse sieht es sofort.',
      action: (course) => `Unterricht beginnen: ${course}`,
    },
    lessons: 'Ihre Stunden',
    courses: 'Ihre Kurse',
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
    text: (teacher) => `Suchen Sie sich eine Zeit mit ${teacher} aus. Sie sehen nur freie Zeiten.`,
    own: {
      title: 'Das sind Ihre eigenen Zeiten',
      text: 'Sie sehen sie so wie Ihre Klasse. Nur die Klasse kann buchen.',
    },
  },
  room: { title: 'Klassenzimmer', leave: 'Zurück zu meiner Seite' },
  recordings: {
    title: 'Aufzeichnungen',
    text: 'Aufgezeichnete Stunden, für alle, die dazu eingeladen waren.',
    others: 'Weitere Aufzeichnungen',
    states: { coming: 'Wird vorbereitet', failed: 'Nicht verfügbar' },
    none: {
      title: 'Noch wurde nichts aufgezeichnet',
      text: 'Wenn eine Lehrkraft eine Stunde aufzeichnet, steht sie kurz nach dem Ende hier.',
    },
  },
  attendance: {
    title: 'Anwesenheit',
    text: 'Wer von wann bis wann da war: aus dem Klassenzimmer selbst, nicht aus dem Gedächtnis.',
    sessions: 'Stunden',
    none: { title: 'Noch keine Stunde ist vorbei', text: 'Nach der ersten steht hier ihr Bericht.' },
  },
  mail: {
    title: 'Post',
    text: 'Was in Ihrem Postfach läge. Hier geht es in einen Ordner statt an einen Mailserver.',
    inbox: 'Posteingang',
    invite: 'Kalenderdatei',
    asText: 'Als reiner Text',
    none: {
      title: 'Noch keine Post',
      text: 'Sobald eine Stunde gebucht ist, kommt hier die Bestätigung an.',
    },
  },
  failures: {
    notFound: {
      title: 'Diese Seite gibt es nicht',
      text: 'Vielleicht ist die Adresse vertippt, oder die Seite ist umgezogen.',
    },
    forbidden: {
      title: 'Das ist nicht für Sie',
      text: 'Ihre Rolle erlaubt es nicht. Fragen Sie Ihre Lehrerin.',
    },
    busy: {
      title: 'Sie unterrichten schon',
      text: 'Sie haben um diese Zeit schon eine Stunde. Beenden Sie sie zuerst, oder gehen Sie dorthin.',
    },
    crossSite: {
      title: 'Das kam von einer anderen Website',
      text: 'Zu Ihrer Sicherheit ist nichts geschehen. Bitte nehmen Sie die Knöpfe von Campus selbst.',
    },
    fault: {
      title: 'Bei uns ist etwas kaputtgegangen',
      text: 'Von Ihnen ist nichts verloren. Bitte versuchen Sie es gleich noch einmal.',
    },
    starting: { title: 'Campus startet', text: 'Bitte laden Sie die Seite in ein paar Sekunden neu.' },
    back: 'Zurück zum Anfang',
  },
  noScript: 'Dieser Teil braucht JavaScript.',
  courses: {
    'night-sky': {
      title: 'Der Nachthimmel',
      summary: 'Finden Sie sich zwischen Sternen, Planeten und Galaxien zurecht, mit bloßem Auge.',
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
