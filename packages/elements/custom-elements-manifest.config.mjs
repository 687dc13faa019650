export default {
  globs: ['src/**/*.ts', '!src/**/*.test.ts', '!src/testing/**'],
  outdir: '.',
  litelement: true,
  packagejson: false,
};
