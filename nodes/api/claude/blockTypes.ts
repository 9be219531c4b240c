import type { JsonObject } from '../json';

/** Members of a piece that are joined to those of its block, and the type of block that has them. */
export const joinedMembers: { readonly [member: string]: string } = {
	text: 'text',
	thinking: 'thinking',
	signature: 'thinking',
	partial_json: 'tool_use',
};

/** The types of block that a piece can belong to. */
function typesFor(delta: JsonObject): string[] {
	return Object.entries(joinedMembers).flatMap(([member, type]) =>
		typeof delta[member] === 'string' ? [type] : [],
	);
}

/** Whether a piece can belong to a block; other types of block are not known. */
export function mayBelong({ type }: JsonObject, delta: JsonObject): boolean {
	const types = typesFor(delta);
	const isKnown = Object.values(joinedMembers).includes(String(type));
	return !isKnown || types.length === 0 || types.includes(String(type));
}

/** The block of a piece whose beginning did not come. */
export function emptyBlock(delta: JsonObject): JsonObject {
	return { type: typesFor(delta)[0] ?? 'text' };
}
