import { extraBodyField } from './answer';
import { invalidField } from './check';
import { jsonObject } from './checkJson';
import { withLook } from './field';

/**
 * Extra Body of an operation that reads whole answers and has no option Stream.
 *
 * @param example shown in the field and in sentences about it
 * @param own members that the operation fills itself and that cannot be replaced
 */
export function extraBodyFor(example: string, own: readonly string[] = []): typeof extraBodyField {
	const fixed = ['stream', 'stream_options', ...own];
	return {
		...withLook(extraBodyField, { placeholder: `e.g. ${example}` }),
		check: jsonObject(example, (body, label) => {
			const member = fixed.find((name) => body[name] !== undefined);
			if (member !== undefined) {
				invalidField(
					label,
					`cannot set "${member}"`,
					'Remove that property: the node sets it where it is needed.',
				);
			}
		}),
	};
}
