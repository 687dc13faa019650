import { ERROR_CODES, type LecternErrorCode } from '@lectern/core';
import { z } from 'zod';
import type { Route } from './route.js';

type Json = Record<string, unknown>;

/** Codes that every route with a token can answer. */
const WITH_TOKEN: readonly LecternErrorCode[] = [
  'TOKEN_MISSING',
  'TOKEN_INVALID',
  'TOKEN_EXPIRED',
  'FORBIDDEN',
  'NOT_FOUND',
  'RATE_LIMITED',
];
const ALWAYS: readonly LecternErrorCode[] = ['INTERNAL', 'UNAVAILABLE'];
const WITH_BODY: readonly LecternErrorCode[] = ['INVALID_JSON', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'];
const WITH_KEY: readonly LecternErrorCode[] = ['IDEMPOTENCY_KEY_REUSED', 'IDEMPOTENCY_IN_FLIGHT'];

/** The whole HTTP interface as an OpenAPI 3.1 document, made of the table of routes. */
export function openApiDocument(routes: readonly Route[], publicUrl: string): Json {
  const schemas: Json = { Error: ERROR_SCHEMA };
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    if (route.internal) continue;
    const path = route.path.replace(/:([A-Za-z]\w*)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lectern',
      version: '1',
      description: 'Live classes for any LMS page.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      securitySchemes: { bearerAuth: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas,
    },
  };
}

function operation(route: Route, schemas: Json): Json {
  const isOpen = route.auth === 'none';
  const body = route.body === undefined ? undefined : requestBody(route.body, schemas);
  return {
    operationId: route.operationId,
    summary: route.summary,
    security: isOpen ? [] : [{ bearerAuth: [] }],
    parameters: [...pathParameters(route), ...queryParameters(route, schemas), ...headerParameters(route)],
    ...(body ? { requestBody: body } : {}),
    responses: { ...success(route, schemas), ...failures(codesOf(route)) },
  };
}

function requestBody(body: z.ZodType | 'raw' | 'stream', schemas: Json): Json {
  if (typeof body === 'string') return { content: { '*/*': {} } };
  return {
    required: !body.safeParse(undefined).success,
    content: { 'application/json': { schema: toSchema(body, 'input', schemas) } },
  };
}

function pathParameters({ path, params }: Route): Json[] {
  const shape = params ? toSchema(params, 'input', {}) : {};
  const properties = (shape.properties ?? {}) as Record<string, Json>;
  return [...path.matchAll(/:([A-Za-z]\w*)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name] ?? { type: 'string' },
  }));
}

function queryParameters({ query }: Route, schemas: Json): Json[] {
  if (!query) return [];
  const shape = toSchema(query, 'input', schemas);
  const required = new Set((shape.required ?? []) as string[]);
  return Object.entries((shape.properties ?? {}) as Record<string, Json>).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.has(name),
    schema,
  }));
}

function takesKey({ auth, idempotent, method, response }: Route): boolean {
  return auth !== 'none' && (idempotent ?? (method === 'POST' && response !== 'raw'));
}

function headerParameters(route: Route): Json[] {
  if (!takesKey(route)) return [];
  return [
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description: 'The same key twice is done once. Kept for 24 hours.',
      schema: { type: 'string', minLength: 1, maxLength: 64 },
    },
  ];
}

function success(route: Route, schemas: Json): Json {
  const status = String(route.status ?? (route.response === null ? 204 : 200));
  if (route.response === null) return { [status]: { description: 'Done.' } };
  if (route.response === 'raw') return { [status]: { description: 'The answer.' } };
  return {
    [status]: {
      description: 'The answer.',
      content: { 'application/json': { schema: toSchema(route.response, 'output', schemas) } },
    },
  };
}

function codesOf(route: Route): readonly LecternErrorCode[] {
  const codes = new Set<LecternErrorCode>([...(route.errors ?? []), ...ALWAYS]);
  if (route.auth !== 'none') WITH_TOKEN.forEach((code) => codes.add(code));
  if (route.body !== undefined && typeof route.body !== 'string')
    WITH_BODY.forEach((code) => codes.add(code));
  if (route.params ?? route.query ?? route.body) codes.add('INVALID_INPUT');
  if (takesKey(route)) WITH_KEY.forEach((code) => codes.add(code));
  return [...codes];
}

function failures(codes: readonly LecternErrorCode[]): Json {
  const byStatus = new Map<number, LecternErrorCode[]>();
  for (const code of codes) {
    const { status } = ERROR_CODES[code];
    if (status !== 0) byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      String(status),
      {
        description: list.map((code) => `${code}: ${ERROR_CODES[code].meaning}`).join(' '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    ]),
  );
}

/** A schema of the document. Named ones are moved to the components. */
function toSchema(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const { $schema: _dialect, $defs, ...own } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  for (const [name, definition] of Object.entries(($defs ?? {}) as Record<string, Json>))
    schemas[name] = rewriteReferences(definition);
  return rewriteReferences(own) as Json;
}

function rewriteReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewriteReferences);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      name === '$ref' && typeof item === 'string'
        ? item.replace('#/$defs/', '#/components/schemas/')
        : rewriteReferences(item),
    ]),
  );
}

const ERROR_SCHEMA: Json = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'requestId'],
      properties: {
        code: { type: 'string', enum: Object.keys(ERROR_CODES) },
        message: { type: 'string', description: 'What happened and what to do next, in English.' },
        requestId: { type: 'string' },
        details: { type: 'object', additionalProperties: true },
      },
    },
  },
};
