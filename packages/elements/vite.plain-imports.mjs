/**
 * Leaves `import()` as it is. Vite wraps each in a kilobyte that preloads styles and other chunks; ours have no styles, and
 * preloading is off.
 */
export function plainImports() {
  return {
    name: 'plain-imports',
    enforce: 'pre',
    load(id) {
      return id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : undefined;
    },
  };
}
