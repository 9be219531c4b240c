/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a test reads a file */
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** OpenAI's own description of its API, cut down to the routes below; it is not part of this repository. */
const file = join(__dirname, '..', '..', '..', 'shared', 'contract', 'openai.reduced.json');

const schemas = {
	'/v1/chat/completions': 'CreateChatCompletionRequest',
	'/v1/embeddings': 'CreateEmbeddingRequest',
	'/v1/images/generations': 'CreateImageRequest',
} as const;

/** Routes that OpenAI's document describes here. */
export type ContractRoute = keyof typeof schemas;

const compiled = new Map<ContractRoute, ValidateFunction>();

/**
 * What OpenAI's document has against a request, one sentence each. Empty where the document is not
 * present: then only our own expectations judge.
 */
export function contractViolations(route: ContractRoute, body: unknown): string[] {
	if (!existsSync(file)) return [];
	const validate = compiled.get(route) ?? compile(route);
	compiled.set(route, validate);
	if (validate(body)) return [];
	return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function compile(route: ContractRoute): ValidateFunction {
	const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
	ajv.addSchema(JSON.parse(readFileSync(file, 'utf8')), 'openai');
	const schema = ajv.getSchema(`openai#/components/schemas/${schemas[route]}`);
	if (!schema) throw new Error(`OpenAI's document does not describe ${route}`);
	return schema;
}
