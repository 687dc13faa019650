export { settingsView } from './settings-view.js';
export { sheetStyles } from './sheet.styles.js';
export { shortcutsView } from './shortcuts-view.js';
