import type { INodeProperties } from 'n8n-workflow';
import { invalidField, describeValue, type Check } from './check';
import { field, type Field } from './field';

/**
 * A path within the gateway, perhaps with a query: requests with the key must go to the addresses of the
 * credential only, and to the folder that the path seems to name. Encoded characters count like the characters
 * themselves, however often they are encoded, because servers decode them. A query may hold anything.
 */
export const path: Check<string> = (value, label) => {
	const given = typeof value === 'string' ? value.trim() : value;
	if (typeof given !== 'string' || !given.startsWith('/')) {
		return invalidField(label, `must begin with /, but ${describeValue(value)}`, remedy);
	}
	const [route = ''] = given.split('?', 1);
	const found =
		signs.find(([sign]) => sign.test(given)) ??
		(isEncoded(route) ? undefined : badEncoding) ??
		signsInRoute.find(([sign]) => sign.test(decodePart(route)));
	if (found)
		invalidField(label, `must not contain ${found[1]}, but ${describeValue(value)}`, remedy);
	return given;
};

const remedy =
	'Enter the part of the address after the host, such as /v1/messages. The host is taken from the Base URL in the credential.';

type Sign = readonly [RegExp, string];

/** What cannot stand in an address as it is. */
const signs: readonly Sign[] = [
	[/#/, 'the character #'],
	[/\s|[^\x20-\x7e\x80-\uffff]/, 'a space or a line break'],
];

/** Signs by which a path could lead to another host or folder than it seems. */
const signsInRoute: readonly Sign[] = [
	[/:\/\//, 'a scheme (://)'],
	[/\/\//, 'two slashes in a row'],
	[/\\/, 'a backslash'],
	[/\/\.\.(;[^/]*)?(\/|$)/, 'two dots (..)'],
	[/@/, 'the character @'],
	[/[^\x20-\x7e\x80-\uffff]/, 'a control character'],
];

const badEncoding: Sign = [/%/, 'a % that does not begin an encoded character'];

function isEncoded(route: string): boolean {
	try {
		decodeURIComponent(route);
		return true;
	} catch {
		return false;
	}
}

/** Without encoding, also where a sign is encoded several times. */
function decodePart(route: string): string {
	const once = route.replace(/%([0-9a-f]{2})/gi, (_, code: string) =>
		String.fromCharCode(parseInt(code, 16)),
	);
	return once === route ? route : decodePart(once);
}

/** The path of a route; as an option that is not added, the usual one. */
export interface RouteField<Name extends string = string> extends Field<Name, string> {
	usual: string;
}

/**
 * A field for the path of a route.
 *
 * @param documented whether AIGC2D documents the route; if not, the description says so
 */
export function pathField(
	usual: string,
	documented: boolean,
	look: Partial<Omit<INodeProperties, 'name'>> = {},
): RouteField<'path'> {
	const row = field({
		property: {
			displayName: 'Path',
			name: 'path',
			type: 'string',
			default: usual,
			placeholder: `e.g. ${usual}`,
			description: documented
				? 'Path of this route at the gateway. The default is the one that AIGC2D documents; other gateways may use another.'
				: 'Path of this route at the gateway. AIGC2D does not document it; the default is the one that most gateways use.',
			...look,
		},
		wire: null,
		check: path,
	});
	return { ...row, usual };
}
