import Ajv2020 from 'ajv/dist/2020';
import { requestSchema } from './requestSchema';

const validate = new Ajv2020({ strict: false, allErrors: true }).compile(requestSchema);

/** What OpenAI's document has against a request of POST /v1/responses, one sentence each. */
export function requestViolations(body: unknown): string[] {
	if (validate(body)) return [];
	return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
