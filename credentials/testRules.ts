import type { ICredentialTestRequest } from 'n8n-workflow';
import { keyRefusedMessage } from '../nodes/api/access';

/** A member, as a path, and a value of it. */
type Strange = [path: string, value: unknown];

const otherAnswer =
	'The address answers, but not like an OpenAI-compatible gateway. Check that the Base URL is the address of the API and not of a web page, and that the key is right.';
const emptyList =
	'The gateway answers, but its list of models is empty. Check which models this key may use; if that is right, save the credential and run the node.';

/**
 * Statuses that gateways, proxies and Cloudflare send and that have no sentence of their own. Of a status without a
 * rule n8n shows the phrase that came with it, and a gateway may quote the key there.
 */
const others = [300, 303, 304, ...range(400, 451), 498, 499, ...range(500, 530), 598, 599];

const statuses: Readonly<Record<number, string>> = {
	...Object.fromEntries(
		others.map((status) => [
			status,
			`The gateway answered with status ${status}, so the key could not be tested. Check the Base URL, and try again later.`,
		]),
	),
	401: keyRefusedMessage,
	403: 'The gateway knows this key but does not let it in. Check that it is enabled, not bound to other addresses, and that the account has points.',
	...Object.fromEntries(
		[404, 405, 501].map((status) => [
			status,
			'There is no model list at this address, so the key cannot be tested without spending points. Check the Base URL; if it is right, save the credential and run the node.',
		]),
	),
	...Object.fromEntries(
		[301, 302, 307, 308].map((status) => [
			status,
			'This address points to another one, and the key is not sent there. Open the Base URL in a browser and enter the address that it leads to, often https:// in place of http://.',
		]),
	),
};

/** A member whose text or list is not empty: the class of its first element is a text's or an object's. */
const filled = (path: string): Strange[] =>
	['String', 'Object'].map((type) => [`${path}[0].constructor.name`, type]);

/**
 * Members that no good answer has, with their values. n8n compares one member with one value and nothing
 * else, and of a bare list it shows the first element: a list can stand in many places, so what is looked
 * for is what stands where there is none.
 */
const strange: readonly Strange[] = [
	['object', 'error'],
	...filled('error'),
	...filled('error.message'),
	...filled('error.code'),
	...filled('errors'),
	...filled('detail'),
	['success', false],
	['status', 'failure'],
	['data', null],
	...[400, 401, 403, 404, 500].flatMap((code): Strange[] => [
		['code', code],
		['code', String(code)],
	]),
	// MiniMax: a wrong key, an unknown one
	['base_resp.status_code', 1004],
	['base_resp.status_code', 2049],
	// Neither an object nor a text
	['constructor.name', undefined],
	['constructor.name', 'Number'],
	['constructor.name', 'Boolean'],
	// A text: nothing, a web page, broken JSON. A name of a model may stand there, which has no blank.
	['length', 0],
	...['<', '{', '[', '"', '\n', '\r', '\t', '\uFEFF'].map((sign): Strange => ['[0]', sign]),
	...Array.from({ length: 64 }, (_, place): Strange => [`[${place}]`, ' ']),
];

/** Where a list of models can stand. */
const lists = ['data', 'models', 'list', 'data.data', 'data.models', 'data.list'];

/** What the test of a credential makes of an answer. */
export const testRules = [
	...Object.entries(statuses).map(([status, message]) => ({
		type: 'responseCode',
		properties: { value: Number(status), message },
	})),
	...strange.map(([key, value]) => bodyRule(key, value, otherAnswer)),
	...lists.map((list) => bodyRule(`${list}.length`, 0, emptyList)),
] as ICredentialTestRequest['rules'];

function range(from: number, until: number): number[] {
	return Array.from({ length: until - from + 1 }, (_, at) => from + at);
}

function bodyRule(key: string, value: unknown, message: string) {
	return { type: 'responseSuccessBody', properties: { key, value, message } };
}
