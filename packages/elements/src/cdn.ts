import { setTranslationLoaders } from './internal/localize.js';
import './define.js';

// A page that loads one script gets its language as a file of its own, when an element first needs it.
setTranslationLoaders({
  ar: () => import('./translations/ar.js'),
  de: () => import('./translations/de.js'),
  ja: () => import('./translations/ja.js'),
});

export * from './index.js';
