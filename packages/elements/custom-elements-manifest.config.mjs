export default {
  globs: ['src/**/*.ts', '!src/**/*.test.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
};
