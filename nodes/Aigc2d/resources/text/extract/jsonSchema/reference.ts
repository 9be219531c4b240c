import { isObject } from '../../../../../api/json';

/**
 * What a `$ref` points to within its schema: `#`, or a JSON pointer such as `#/$defs/address`.
 * Undefined when it leads nowhere; other documents are not fetched.
 */
export function resolve(root: unknown, reference: string): unknown {
	if (reference === '#' || reference === '#/') return root;
	if (!reference.startsWith('#/')) return undefined;
	let found = root;
	for (const step of reference.slice(2).split('/')) {
		const name = stepName(step);
		if ((!isObject(found) && !Array.isArray(found)) || !Object.hasOwn(found, name))
			return undefined;
		found = Array.isArray(found) ? found[Number(name)] : found[name];
	}
	return found;
}

function stepName(step: string): string {
	const plain = /%[0-9a-f]{2}/i.test(step) ? decodePointer(step) : step;
	return plain.replaceAll('~1', '/').replaceAll('~0', '~');
}

function decodePointer(step: string): string {
	try {
		return decodeURIComponent(step);
	} catch {
		return step;
	}
}
