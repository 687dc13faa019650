/** English of what several elements say. Keys are unique in the package and begin with `lectern`. */
export const sharedTerms = {
  lecternComma: ', ',
  lecternLoading: 'Loading',
  lecternRetry: 'Try again',
  lecternClose: 'Close',
  lecternBack: 'Back',
  lecternNotConnected: 'This part of the page is not connected to a server.',
  lecternErrorNetwork: 'No connection to the server. Check your internet connection and try again.',
  lecternErrorSignIn: 'You are signed out. Sign in again, then reload this page.',
  lecternErrorForbidden: 'You are not allowed to do this.',
  lecternErrorNotFound: 'This was not found, or you may not see it.',
  lecternErrorBusy: 'Many people are using this right now. Wait a moment and try again.',
  lecternErrorServer: 'Something went wrong on the server. Try again in a moment.',
  lecternErrorInput: 'The server did not accept this. Check what you entered.',
};

export type SharedTerms = typeof sharedTerms;
