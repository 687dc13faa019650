// Scaled, since the pictures lie in the repository.
const DESKTOP = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 0.75 };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const look = (name, more) => ({
  name,
  language: 'en',
  scheme: 'light',
  ...more,
  context: { reducedMotion: 'reduce', timezoneId: 'Europe/Berlin', ...DESKTOP, ...more.context },
});

/** How a page is looked at. */
export const looks = {
  desktop: look('desktop', {}),
  phone: look('phone', { context: PHONE }),
  dark: look('dark', { scheme: 'dark' }),
  'phone-dark': look('phone-dark', { scheme: 'dark', context: PHONE }),
  arabic: look('arabic', { language: 'ar' }),
  'phone-arabic': look('phone-arabic', { language: 'ar', scheme: 'dark', context: PHONE }),
  japanese: look('japanese', { language: 'ja' }),
  'phone-german': look('phone-german', {
    language: 'de',
    context: { ...PHONE, viewport: { width: 360, height: 640 } },
  }),
  landscape: look('landscape', { context: { ...PHONE, viewport: { width: 844, height: 390 } } }),
  forced: look('forced', { context: { forcedColors: 'active' } }),
};

/** A look in its full size, for a picture that stands alone; other windows by `viewport`. */
export const fullSize = (look, viewport = look.context.viewport) => ({
  ...look,
  context: { ...look.context, viewport, deviceScaleFactor: 1 },
});

/** Settings of a browser context in a look: the page reads language and appearance from them, as from a person's. */
export const contextOf = ({ language, scheme, context }) => ({
  ...context,
  locale: language,
  colorScheme: scheme,
});
