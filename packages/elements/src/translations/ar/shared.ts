import type { SharedTerms } from '../../internal/shared.terms.js';

export const sharedTerms: SharedTerms = {
  lecternComma: '، ',
  lecternLoading: 'جارٍ التحميل',
  lecternRetry: 'إعادة المحاولة',
  lecternClose: 'إغلاق',
  lecternBack: 'رجوع',
  lecternNotConnected: 'هذا الجزء من الصفحة غير متصل بأي خادم.',
  lecternErrorNetwork: 'تعذّر الاتصال بالخادم. تحقّق من اتصالك بالإنترنت ثم أعد المحاولة.',
  lecternErrorSignIn: 'انتهت جلسة دخولك. سجّل الدخول من جديد ثم أعد تحميل الصفحة.',
  lecternErrorForbidden: 'لا تملك صلاحية القيام بذلك.',
  lecternErrorNotFound: 'لم يُعثر على المطلوب، أو ليس لك أن تراه.',
  lecternErrorBusy: 'عدد كبير من الأشخاص يستخدمون الخدمة الآن. انتظر قليلًا ثم أعد المحاولة.',
  lecternErrorServer: 'حدث خطأ في الخادم. أعد المحاولة بعد لحظات.',
  lecternErrorInput: 'لم يقبل الخادم هذه البيانات. راجع ما أدخلته.',
};
