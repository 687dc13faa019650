// Starts the worker from its source, for tests: Node takes the types out by itself, but looks for `.js`.
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, next) =>
    next(
      context.parentURL?.endsWith('.ts') ? specifier.replace(/^(\..*)\.js$/, '$1.ts') : specifier,
      context,
    ),
});
await import('./finish.worker.ts');
