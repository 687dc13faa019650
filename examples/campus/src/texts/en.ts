import type { Texts } from './texts.ts';

export const en: Texts = {
  motto: 'Small classes, wherever you are',
  skip: 'Skip to the content',
  menu: 'Pages',
  language: 'Language',
  appearance: { title: 'Appearance', system: 'Like my device', light: 'Light', dark: 'Dark' },
  nav: {
    home: 'My page',
    course: 'Course',
    book: 'Book a lesson',
    times: 'My times',
    recordings: 'Recordings',
    attendance: 'Attendance',
    mail: 'Mail',
    change: 'Be somebody else',
  },
  roles: { teacher: 'Teacher', student: 'Student' },
  timesShown: (zone) => `Times as on your clock: ${zone}`,
  start: {
    title: 'Who are you today?',
    text: 'Campus is a small school. In real life your LMS knows who you are; here you choose. Open a second tab and be two people at once: a teacher in one, a student in the other.',
    continueAs: (name) => `Continue as ${name}`,
  },
  signIn: {
    title: 'This page belongs to somebody',
    text: 'You have not said yet that it is you. In real life your LMS would ask you to sign in.',
  },
  openLesson: { title: 'A lesson waits for you', text: 'Say who you are, and you go straight in.' },
  home: {
    title: 'My page',
    greeting: (name) => `Hello, ${name}`,
    next: 'Your next lesson',
    running: 'Happening now',
    join: 'Go in',
    open: 'Open the classroom',
    with: (names) => `with ${names}`,
    none: { title: 'Nothing is planned', text: 'Pick a time that suits you, and it will be here.' },
    teacherNone: { title: 'Nothing is planned', text: 'As soon as a student books a time, it will be here.' },
    lessonNow: {
      title: 'Teach right now',
      text: 'Opens a classroom for the whole course. Your students see it at once.',
      action: (course) => `Start a class: ${course}`,
    },
    lessons: 'Your lessons',
    courses: 'Your courses',
  },
  course: {
    about: 'About this course',
    topics: 'What we do',
    teacher: 'Teacher',
    students: 'In this course',
    author: {
      title: 'For authors',
      text: 'The list of lessons above is one element. Two lines put it into any page, and all others work the same way:',
    },
  },
  booking: {
    title: 'Book a lesson',
    text: (teacher) => `Choose a time with ${teacher}. You see only times that are free.`,
    own: {
      title: 'These are your own times',
      text: 'You see them as your students do. Only they can book them.',
    },
  },
  room: { title: 'Classroom', leave: 'Back to my page' },
  recordings: {
    title: 'Recordings',
    text: 'Lessons that were recorded, for everybody who was invited to them.',
    others: 'More recordings',
    states: { coming: 'Being prepared', failed: 'Not available' },
    none: {
      title: 'Nothing was recorded yet',
      text: 'When a teacher records a lesson, it is here soon after its end.',
    },
  },
  attendance: {
    title: 'Attendance',
    text: 'Who was there, from when to when: taken from the classroom itself, not from memory.',
    sessions: 'Lessons',
    none: { title: 'No lesson is over yet', text: 'After the first one its report is here.' },
  },
  mail: {
    title: 'Mail',
    text: 'What you would find in your mailbox. Here it goes into a folder, not to a mail server.',
    inbox: 'Inbox',
    invite: 'Calendar file',
    asText: 'As plain text',
    none: { title: 'No mail yet', text: 'Book a lesson, and the confirmation is here.' },
  },
  failures: {
    notFound: {
      title: 'There is no such page',
      text: 'Perhaps the address has a typing error, or the page was moved.',
    },
    forbidden: { title: 'This is not for you', text: 'Your role does not allow it. Ask your teacher.' },
    busy: {
      title: 'You are teaching already',
      text: 'Another lesson of yours is at this time. End it first, or go there.',
    },
    crossSite: {
      title: 'This came from another site',
      text: 'For your safety nothing was done. Please use the buttons of Campus itself.',
    },
    fault: {
      title: 'Something broke on our side',
      text: 'Nothing of yours is lost. Please try again in a moment.',
    },
    starting: { title: 'Campus is starting', text: 'Please reload the page in a few seconds.' },
    back: 'Back to the beginning',
  },
  noScript: 'This part needs JavaScript.',
  courses: {
    'night-sky': {
      title: 'The night sky',
      summary: 'Find your way among stars, planets and galaxies with nothing but your eyes.',
      about:
        'One sky, three continents: while it gets dark in Berlin, the Sun rises over Tokyo. We meet in small groups, compare what each of us sees at home and learn to read the sky like a map. No telescope needed.',
      topics: [
        'Constellations, and how to find north without a phone',
        'The Moon: phases, tides and shadows',
        'Planets: why they wander',
        'Galaxies: the farthest thing you can see',
      ],
      picture: 'An observatory on a hill under a sky full of stars',
    },
    'moon-drawing': {
      title: 'Drawing the Moon',
      summary: 'Pencil, paper and patience: what the eye sees when the hand follows.',
      about:
        'Before there were cameras, astronomers drew. We draw craters at the edge of light and shadow and learn to look for a long time.',
      topics: ['Light from the side', 'Craters with five strokes', 'A map of your own'],
      picture: 'The Moon, drawn with a pencil',
    },
  },
};
