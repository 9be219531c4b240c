import type { Attack } from '../attack';
import { completion } from '../routes';
import { good } from '../sending';

const depth = 100_000;
const polluting =
	'{"__proto__":{"polluted":"p"},"constructor":{"prototype":{"polluted":"q"}},"a":{"__proto__":{"polluted":"r"}}}';
const deep = '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);

/** What a hostile item brings into the parameters; whatever comes of it, nothing else changes. */
export const parameters: readonly Attack[] = [
	['further members of the body', (json: string) => ({ options: { extraBody: json } })],
	['messages', (json: string) => ({ messageSource: 'json', messagesJson: `[${json}]` })],
	[
		'a schema',
		(json: string) => ({
			options: { responseFormat: 'json_schema', jsonSchemaName: 'a', jsonSchema: json },
		}),
	],
	['tools', (json: string) => ({ options: { tools: `[${json}]`, toolChoice: json } })],
].flatMap(([what, parametersOf]): Attack[] =>
	[
		['__proto__', polluting],
		['100,000 levels', deep],
	].map(([with_, json = '']) => ({
		name: `${with_} in ${what as string}`,
		on: ['chat'],
		mayPass: true,
		spoilsAll: true,
		parameters: (parametersOf as (json: string) => Attack['parameters'])(json) ?? {},
		send: (exchange) => good(exchange).end(JSON.stringify(completion())),
	})),
);
