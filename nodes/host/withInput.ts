import type { IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../api/json';
import type { IncludeInput } from '../api/output';
import { shorten } from '../api/shorten';
import { inOrder } from './outputOrder';

/** Most names that a warning lists, and characters of one. */
const most = { names: 20, name: 60 };

/**
 * The members of an output with what it is to have of its input item, which is shared and not copied. Where both have
 * a name, that of the output stays, and `warnings` says so.
 */
export function withInput(
	json: JsonObject,
	input: IDataObject,
	how: Exclude<IncludeInput, 'off'>,
): JsonObject {
	const added: JsonObject = how === 'input' ? { input } : input;
	const hidden = Object.keys(added).filter((name) => Object.hasOwn(json, name));
	if (hidden.length === 0) return inOrder(json, added);
	if (Object.hasOwn(added, 'warnings') && !hidden.includes('warnings')) hidden.push('warnings');
	const before: unknown[] = Array.isArray(json.warnings) ? json.warnings : [];
	return inOrder({ ...json, warnings: [...before, hiddenWarning(hidden)] }, added);
}

function hiddenWarning(hidden: readonly string[]): string {
	const names = hidden.slice(0, most.names).map((name) => shorten(name, most.name));
	const more = hidden.length > names.length ? ` and ${hidden.length - names.length} more` : '';
	return `The output has properties of its own with the names of these of the input item, which are left out: ${names.join(', ')}${more}. To keep them, set Include Input to As One Property.`;
}
