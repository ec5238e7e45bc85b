import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

import { openApi } from '../../../server/view-models/api-openapi.ts';
import { openWords } from '../../../server/web/i18n.ts';

/** What the tests read of an OpenAPI document. */
export interface Described {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>> }>>;
}

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

export type Promised = ReturnType<typeof promised>;

/** Holds bodies against the OpenAPI document; strict, so that a misspelt keyword in it is noticed too. */
export function promised() {
  const document = openApi(openWords('views/locales').en, { api: 'http://localhost/api/v1', version: '0' }) as unknown as OpenApiDocument;
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat('iri', (text) => URL.canParse(text));
  const moved = JSON.parse(JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', 'api#/$defs/')) as Record<string, object>;
  ajv.addSchema({ $id: 'api', $defs: moved });
  const compiled = new Map<string, ValidateFunction>();
  const validator = (name: string): ValidateFunction => {
    const known = compiled.get(name) ?? ajv.compile({ $ref: `api#/$defs/${name}` });
    compiled.set(name, known);
    return known;
  };
  const operationAt = (method: string, path: string): Described | undefined => {
    const template = Object.keys(document.paths).find((known) => new RegExp(`^${known.replace(/\{\w+\}/g, '[^/]+')}$`).test(path));
    return document.paths[template ?? '']?.[method.toLowerCase()];
  };

  return {
    document,
    /** What is wrong with a body of this schema; null when nothing is. */
    faultsIn(name: string, body: unknown): string | null {
      const validate = validator(name);
      return validate(body) ? null : ajv.errorsText(validate.errors);
    },
    /** Throws unless the answer is one that the document promises for this method and path. */
    check(method: string, path: string, { status, json, type }: { status: number; json: unknown; type: string }): void {
      const fail = (why: string): never => {
        throw new Error(`${method} ${path} → ${status}: ${why}`);
      };
      if (status >= 400 && !type.startsWith('application/problem+json')) fail(`a problem is no ${type}`);
      if (status >= 400) {
        const faults = this.faultsIn('Problem', json);
        if (faults !== null) fail(faults);
      }
      const operation = operationAt(method, path);
      if (operation === undefined || status === 304 || status === 301) return;
      const response = operation.responses[String(status)] ?? (status >= 500 ? operation.responses['default'] : undefined);
      if (response === undefined) throw new Error(`${method} ${path}: the document does not know ${status}`);
      if (status >= 400) return;
      const schema = response.content?.[type.split(';')[0] ?? '']?.schema.$ref.split('/').at(-1);
      if (schema === undefined && json !== null) fail(`the document promises no ${type}`);
      const faults = schema === undefined ? null : this.faultsIn(schema, json);
      if (faults !== null) fail(faults);
    },
  };
}
