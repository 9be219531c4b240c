import { defined } from '../../../api/defined';
import { anyCall } from '../../../api/anyCall';
import type { Call, Method } from '../../../api/call';
import { isObject, textOf } from '../../../api/json';
import type { UntypedAnswer } from '../../../api/readers/untyped';
import { oneOf, invalidField, describeValue, boolean, type Check } from '../../../fields/check';
import { json } from '../../../fields/checkJson';
import { field, optionsOf, readField } from '../../../fields/field';
import { pathField } from '../../../fields/path';
import { operation } from '../operation';

const methods: readonly Method[] = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'];
const withBody: readonly Method[] = ['PATCH', 'POST', 'PUT'];
const example = '{"model": "omni-moderation-latest", "input": "Hello"}';

const neverRepeat = field({
	property: {
		displayName: 'Never Repeat',
		name: 'neverRepeat',
		type: 'boolean',
		default: true,
		description:
			'Whether to send the request only once, even when its answer is lost. Use it for routes that start something you pay for, such as making an image. Without it, the request is sent again when the gateway or the network fails.',
	},
	wire: null,
	check: boolean,
});

/** The body as text and as what it stands for; undefined when there is none. */
const bodyAsText: Check<{ text: string; value: unknown } | undefined> = (given, label) => {
	if (typeof given === 'string' && given.trim() === '') return undefined;
	const value = json(given, label, example);
	if (typeof value !== 'object' || value === null) {
		return invalidField(
			label,
			`must be a JSON object or list, but ${describeValue(value)}`,
			`Enter JSON such as ${example}`,
		);
	}
	if (isObject(value) && (value.stream ?? false) !== false) {
		invalidField(
			label,
			'must not ask for a stream: the answer is read whole',
			'Remove the property "stream", or set it to false.',
		);
	}
	return { text: typeof given === 'string' ? given : JSON.stringify(value), value };
};

const methodField = field({
	property: {
		displayName: 'Method',
		name: 'method',
		type: 'options',
		options: methods.map((method) => ({ name: method, value: method })),
		default: 'GET',
		description: 'HTTP method. GET only reads; the others may cost points.',
	},
	wire: null,
	check: oneOf(methods),
});

const bodyField = field({
	property: {
		displayName: 'Body (JSON)',
		name: 'body',
		type: 'json',
		displayOptions: { show: { method: [...withBody] } },
		default: '{}',
		placeholder: `e.g. ${example}`,
		description:
			'Sent exactly as entered; leave it empty to send none. "model" in it tells the node to which rate limit the request belongs.',
	},
	wire: null,
	check: bodyAsText,
});

const route = pathField('/v1/moderations', false, {
	default: '',
	required: true,
	description:
		'Path of the route, beginning with /, and with /v1 where the route has it. A query may follow, as in /v1/files?limit=10. The host is taken from the Base URL in the credential.',
});

const options = optionsOf([neverRepeat]);

/**
 * Request → Send: any route of the gateway, with its key and through the same delivery as everything else.
 * The answer is read whole.
 */
export const sendRequest = operation<Call<UntypedAnswer>>({
	value: 'send',
	name: 'Send',
	action: 'Send a request',
	description: 'Send a request of your own to any route of the gateway, once for every item',
	fields: [methodField, route, bodyField, options],
	unit: 1,
	lane: { fields: [bodyField, route], of: laneOf },

	read(parameters) {
		const given = readField(parameters, options);
		const method = readField(parameters, methodField);
		const path = readField(parameters, route);
		const body = withBody.includes(method) ? readField(parameters, bodyField) : undefined;
		const [withoutQuery = path] = path.split('?');
		const model = isObject(body?.value) ? body.value.model : undefined;
		const repeats = method === 'GET' ? 'free' : 'paid';
		return anyCall({
			method,
			path,
			// Reads count against no limit that is known.
			lane: method === 'GET' ? null : (textOf(model) ?? withoutQuery),
			repeat: given.get(neverRepeat) === true ? 'never' : repeats,
			...defined({ body }),
		});
	},

	async run([call], { send }) {
		const { status, body, usage, file } = await send(call);
		const binary = file && { data: file };
		return [{ json: { status, body, usage }, ...defined({ binary }) }];
	},
});

function laneOf(body: unknown, path: unknown): string {
	const model = isObject(body) ? body.model : /"model"\s*:\s*"([^"]*)"/.exec(String(body))?.[1];
	return textOf(model) ?? String(path);
}
