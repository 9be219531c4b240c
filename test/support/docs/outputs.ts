/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads the project's own files */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../packed';

/** What n8n shows of an output before the node has run. */
export interface Preview {
	type: string;
	properties?: { [name: string]: Preview };
	items?: Preview;
}

/** The preview of an operation. @param operation such as `chat.complete` */
export function previewOf(operation: string): Preview {
	const file = `nodes/Aigc2d/__schema__/v1.0.0/${operation.replace('.', '/')}.json`;
	return JSON.parse(readFileSync(join(projectFolder, file), 'utf8')) as Preview;
}

/** The members of an output in one line. */
export function outputLine(operation: string): string {
	return `Output: ${membersOf(previewOf(operation)).join(', ')}.`;
}

function membersOf({ properties = {} }: Preview): string[] {
	return Object.entries(properties).map(([name, preview]) => `\`${name}${inside(preview)}\``);
}

function inside(preview: Preview): string {
	const { properties, items, type } = preview;
	if (type === 'array') return items === undefined ? '[]' : `[]${inside(items)}`;
	const names = Object.entries(properties ?? {}).map(([name, inner]) => name + inside(inner));
	return names.length === 0 ? '' : ` { ${names.join(', ')} }`;
}

/**
 * What a sample of an output has otherwise than the preview: members that are missing, in another order, or of another
 * type. What it has besides does not count.
 */
export function differences(sample: unknown, preview: Preview, at = ''): string[] {
	if (preview.type === 'null' || sample === null) return [];
	if (Array.isArray(sample)) {
		if (preview.type !== 'array') return [`${at} is a list`];
		return sample.flatMap((each, position) =>
			preview.items === undefined ? [] : differences(each, preview.items, `${at}[${position}]`),
		);
	}
	if (typeof sample !== 'object') {
		const wanted = preview.type === 'integer' ? 'number' : preview.type;
		return typeof sample === wanted ? [] : [`${at} is ${typeof sample}, not ${wanted}`];
	}
	const known = Object.keys(preview.properties ?? {});
	if (known.length === 0) return [];
	const has = Object.keys(sample as object);
	const ours = has.filter((name) => known.includes(name));
	const order = known.filter((name) => ours.includes(name));
	const wrong = ours.join() === order.join() ? [] : [`${at} has ${ours.join()}`];
	const missing = at === '' ? known.filter((name) => !ours.includes(name)) : [];
	return [
		...missing.map((name) => `${name} is missing`),
		...wrong,
		...ours.flatMap((name) =>
			differences(
				(sample as { [name: string]: unknown })[name],
				preview.properties?.[name] as Preview,
				`${at}.${name}`,
			),
		),
	];
}
