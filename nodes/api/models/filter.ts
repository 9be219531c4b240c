import type { JsonObject } from '../json';

/**
 * Tells whether the ID of a model contains a text, in upper or lower case. `*` stands for any letters in
 * between; an empty text is in every ID.
 */
export function modelFilter(filter: string): (model: JsonObject) => boolean {
	const parts = filter.trim().toLowerCase().split('*');
	return ({ id }) => {
		const name = String(id).toLowerCase();
		let place = 0;
		return parts.every((part) => {
			const found = name.indexOf(part, place);
			place = found + part.length;
			return found >= 0;
		});
	};
}
