import type { SessionListTerms } from '../../elements/session-list/session-list.terms.js';
import { plural } from '../../internal/plural.js';

const digits = (count: number): string => count.toLocaleString('ar');

export const sessionListTerms: SessionListTerms = {
  listUpcoming: 'القادمة',
  listPast: 'الدروس السابقة',
  listNothing: 'لا دروس مقرّرة',
  listNothingHint: 'تظهر هنا الدروس المحجوزة والصفوف.',
  listNothingPast: 'لا دروس سابقة بعد.',
  listNow: 'الآن',
  listIn: (duration) => `بعد ${duration}`,
  listToday: 'اليوم',
  listTomorrow: 'غدًا',
  listWith: (name) => `مع ${name}`,
  listWithMore: (name, count) =>
    plural('ar', count, {
      one: `مع ${name} وشخص آخر`,
      two: `مع ${name} وشخصين آخرين`,
      few: `مع ${name} و${digits(count)} أشخاص آخرين`,
      other: `مع ${name} و${digits(count)} شخصًا آخر`,
    }),
  listJoin: 'انضمام',
  listJoinTitle: (title) => `الانضمام إلى ${title}`,
  listCanJoin: (title) => `يمكنك الانضمام الآن إلى ${title}.`,
  listEnded: 'مكتمل',
  listCancelled: 'ملغى',
  listMissed: 'لم يُعقد',
  listAttendance: 'الحضور',
  listAttendanceOf: (title, date) => `الحضور، ${title}، ${date}`,
  listRecording: 'التسجيل',
  listRecordingSoon: 'يجري تجهيز التسجيل',
  listMore: 'عرض المزيد',
  listTimesShownIn: (zone) => `الأوقات بتوقيت ${zone}`,
};
