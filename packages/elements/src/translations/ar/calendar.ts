import type { CalendarFeedTerms } from '../../calendar-menu/calendar-feed.terms.js';
import type { CalendarMenuTerms } from '../../calendar-menu/calendar-menu.terms.js';

export const calendarTerms: CalendarMenuTerms & CalendarFeedTerms = {
  calendarAdd: 'أضف إلى التقويم',
  calendarAddTitle: (title) => `أضف ${title} إلى التقويم`,
  calendarFile: 'ملف تقويم (‎.ics)',
  calendarCopy: 'هذه نسخة: لا تتغيّر إذا نُقل الموعد.',
  calendarFileFailed: 'تعذّر تحميل ملف التقويم.',
  feedSubscribe: 'اشترك من تقويمك',
  feedExplain: 'رابط يُبقي تقويمك محدَّثًا. بعض التقاويم تبحث عن التغييرات مرة واحدة في اليوم فقط.',
  feedWarning: 'كل من لديه الرابط يرى مواعيدك. احتفظ به لنفسك.',
  feedCreate: 'أنشئ رابطًا',
  feedReplace: 'أنشئ رابطًا جديدًا',
  feedExists: (date) => `أنشأت رابطًا يوم ${date}. لا يمكن عرضه مرة أخرى؛ والرابط الجديد يحلّ محلّه.`,
  feedLink: 'رابطك',
  feedShownOnce: 'يُعرض هذه المرة فقط.',
  feedCopy: 'نسخ',
  feedCopied: 'تم النسخ',
  feedDelete: 'احذف الرابط',
  feedDeleted: 'لم يعد الرابط يعمل.',
};
