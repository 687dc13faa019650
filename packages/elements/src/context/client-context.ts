import type { LecternClient } from '@lectern/core/client';
import { createContext } from '@lit/context';

/**
 * The client that `<lectern-context>` gives to the elements inside it. The key is a string, so that elements of a
 * second copy of this package find it too.
 */
export const clientContext = createContext<LecternClient | undefined>('lectern-client');
