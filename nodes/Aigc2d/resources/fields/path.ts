import type { INodeProperties } from 'n8n-workflow';
import { refuse, shown, type Check } from './check';

/** A path within the gateway: the key goes to the addresses of the credential and nowhere else. */
export const path: Check = (value, label) => {
	const given = typeof value === 'string' ? value.trim() : value;
	if (typeof given !== 'string' || !given.startsWith('/')) {
		return refuse(label, `must begin with /, but ${shown(value)}`, remedy);
	}
	const wrong = forbidden.find(([sign]) => sign.test(given));
	if (wrong) refuse(label, `must not contain ${wrong[1]}, but ${shown(value)}`, remedy);
	return given;
};

const remedy =
	'Enter the part of the address behind the host, such as /v1/messages. The host is that of the Base URL in the credential.';

/** Signs by which an address could lead to another host or folder than it seems. */
const forbidden: ReadonlyArray<[RegExp, string]> = [
	[/:\/\//, 'a scheme (://)'],
	[/\/\//, 'two slashes in a row'],
	[/\\|%5c/i, 'a backslash'],
	[/(^|\/)(\.|%2e){2}(\/|$|\?)/i, 'two dots (..)'],
	[/@|%40/i, 'the sign @'],
	[/#/, 'the sign #'],
	[/[\s\x00-\x1f\x7f]/, 'a blank or a line break'],
];

/**
 * A field for the path of a route.
 *
 * @param documented whether AIGC2D documents the route; if not, the description says so
 */
export function pathField(
	defaultPath: string,
	documented: boolean,
	more: Partial<INodeProperties> = {},
): INodeProperties {
	return {
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: defaultPath,
		placeholder: `e.g. ${defaultPath}`,
		description: documented
			? 'Route of the gateway, as AIGC2D documents it. Gateways of other makes may have it elsewhere.'
			: 'Route of the gateway. It is not documented by AIGC2D, but usual; the path can be changed.',
		...more,
	};
}
