import { defined } from '../../../api/defined';
import { anyCall, type AnyBody } from '../../../api/anyCall';
import type { Call, Method } from '../../../api/call';
import { isObject, objectsIn, textOf } from '../../../api/json';
import type { UntypedAnswer } from '../../../api/readers/untyped';
import { oneOf, invalidField, describeValue, boolean, type Check } from '../../../fields/check';
import { json } from '../../../fields/checkJson';
import { field, optionsOf, readField, type Field } from '../../../fields/field';
import { pathField } from '../../../fields/path';
import type { Parameters } from '../../../fields/parameters';
import { operation } from '../operation';
import { filesField, formField, readForm } from './form';

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

const bodyTypes = ['json', 'form', 'multipart'] as const;

const bodyTypeField = field({
	property: {
		displayName: 'Body Type',
		name: 'bodyType',
		type: 'options',
		displayOptions: { show: { method: [...withBody] } },
		options: [
			{ name: 'JSON', value: 'json', description: 'What nearly all routes take' },
			{
				name: 'Form',
				value: 'form',
				description: 'Fields as a web page sends them (application/x-www-form-urlencoded)',
			},
			{
				name: 'Form With Files',
				value: 'multipart',
				description: 'Fields and files of the item (multipart/form-data), to upload something',
			},
		],
		default: 'json',
		description: 'The form in which the route takes what is sent',
	},
	wire: null,
	check: oneOf(bodyTypes),
});

/** The field where the body is of one of these types. */
const shownFor = <F extends Field>(row: F, ...types: Array<(typeof bodyTypes)[number]>): F => ({
	...row,
	property: {
		...row.property,
		displayOptions: { show: { method: [...withBody], bodyType: types } },
	},
});

const bodyField = field({
	property: {
		displayName: 'Body (JSON)',
		name: 'body',
		type: 'json',
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
	fields: [
		methodField,
		route,
		bodyTypeField,
		shownFor(bodyField, 'json'),
		shownFor(formField, 'form', 'multipart'),
		shownFor(filesField, 'multipart'),
		options,
	],
	unit: 1,
	lane: { fields: [bodyTypeField, bodyField, formField, route], of: laneOf },

	async read(parameters) {
		const given = readField(parameters, options);
		const method = readField(parameters, methodField);
		const path = readField(parameters, route);
		const body = withBody.includes(method) ? await readBody(parameters) : undefined;
		const [withoutQuery = path] = path.split('?');
		const repeats = method === 'GET' ? 'free' : 'paid';
		return anyCall({
			method,
			path,
			// Reads count against no limit that is known.
			lane: method === 'GET' ? null : (modelIn(body) ?? withoutQuery),
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

async function readBody(parameters: Parameters): Promise<AnyBody | undefined> {
	const type = readField(parameters, bodyTypeField);
	if (type === 'json') return readField(parameters, bodyField);
	const form = await readForm(parameters, type === 'multipart');
	return { form, isUrlEncoded: type === 'form' };
}

function modelIn(body: AnyBody | undefined): string | null {
	if (body?.form) return textOf(body.form.find(({ name }) => name === 'model')?.value);
	return isObject(body?.value) ? textOf(body.value.model) : null;
}

function laneOf(type: unknown, body: unknown, form: unknown, path: unknown): string {
	const fields = objectsIn(isObject(form) ? form.values : form);
	const ofForm = fields.find(({ name }) => name === 'model')?.value;
	const ofJson = isObject(body) ? body.model : /"model"\s*:\s*"([^"]*)"/.exec(String(body))?.[1];
	return textOf(type === 'form' || type === 'multipart' ? ofForm : ofJson) ?? String(path);
}
