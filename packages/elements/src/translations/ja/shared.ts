import type { SharedTerms } from '../../internal/shared.terms.js';

export const sharedTerms: SharedTerms = {
  lecternComma: '、',
  lecternLoading: '読み込み中',
  lecternRetry: 'もう一度試す',
  lecternClose: '閉じる',
  lecternBack: '戻る',
  lecternNotConnected: 'ページのこの部分はサーバーに接続されていません。',
  lecternErrorNetwork: 'サーバーに接続できません。インターネット接続を確認して、もう一度お試しください。',
  lecternErrorSignIn: 'サインアウトされています。サインインし直して、ページを再読み込みしてください。',
  lecternErrorForbidden: 'この操作を行う権限がありません。',
  lecternErrorNotFound: '見つからないか、表示する権限がありません。',
  lecternErrorBusy: 'ただいま混み合っています。少し待ってから、もう一度お試しください。',
  lecternErrorServer: 'サーバーで問題が発生しました。しばらくしてから、もう一度お試しください。',
  lecternErrorInput: 'サーバーに受け付けられませんでした。入力内容を確認してください。',
};
