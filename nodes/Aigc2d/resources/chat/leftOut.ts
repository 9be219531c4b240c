import type { Fitted } from '../../../api/chat/families';
import { extraBodyField, maxTokensField } from '../fields/answer';
import type { Field } from '../fields/field';

/** Members that several fields make together, by the label of the first of them. */
const joint: { readonly [member: string]: string } = {
	max_tokens: maxTokensField.displayName,
	response_format: 'Response Format',
};

/**
 * What the user is told about members that were left out of a request because its model does not take
 * them; undefined when there is nothing to tell. The default of Max Tokens is nobody's wish.
 *
 * @param fields those that the members come from
 * @param maxTokens value of Max Tokens
 * @param silent members that the operation sets by itself
 */
export function leftOutHint(
	{ leftOut, family }: Omit<Fitted, 'body'>,
	fields: readonly Field[],
	maxTokens: unknown,
	silent: readonly string[] = [],
): string | undefined {
	const told = leftOut.filter(
		(member) =>
			!silent.includes(member) &&
			!(member === 'max_tokens' && maxTokens === maxTokensField.default),
	);
	if (told.length === 0) return undefined;
	const labels = told.map((member) => labelOf(member, fields)).sort();
	const last = labels.pop();
	const listed = labels.length === 0 ? last : `${labels.join(', ')} and ${last}`;
	return `AIGC2D does not document ${listed} for ${family} models; the node left ${told.length === 1 ? 'it' : 'them'} out. To send it all the same, use the option ${extraBodyField.property.displayName}.`;
}

function labelOf(member: string, fields: readonly Field[]): string {
	const field = fields.find(({ wire }) => wire === member);
	return field?.property.displayName ?? joint[member] ?? member;
}
