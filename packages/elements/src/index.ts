export { clientContext } from './context/client-context.js';
export { LecternContextElement } from './elements/lectern-context/lectern-context.element.js';
export { registerTranslation } from './internal/localize.js';
export type { Translation } from './internal/translation.js';
export { VERSION } from './internal/version.js';
