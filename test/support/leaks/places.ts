import { isObject, tryParseJson } from '../../../nodes/api/json';

/** A place of an answer in which a gateway may say something. */
export interface Place {
	where: string;
	/** The answer when it says so there. */
	saying: (words: string) => unknown;
}

/** Members of a list that are tried; the others are like them. */
const mostOfList = 2;

/** Every place of an answer: each value, a further member of each object, and its name. */
export function placesIn(value: unknown, where = ''): Place[] {
	if (typeof value === 'string') return placesInText(value, where);
	if (Array.isArray(value)) {
		return value
			.slice(0, mostOfList)
			.flatMap((member, at) =>
				within(placesIn(member, `${where}/${at}`), (changed) =>
					value.map((other: unknown, position) => (position === at ? changed : other)),
				),
			);
	}
	if (!isObject(value)) return [{ where, saying: (words) => words }];
	return [
		...Object.entries(value).flatMap(([name, member]) =>
			within(placesIn(member, `${where}/${name}`), (changed) => ({ ...value, [name]: changed })),
		),
		{ where: `${where}/further`, saying: (words) => ({ ...value, further: { seen: [words] } }) },
		{ where: `${where}/name`, saying: (words) => ({ ...value, [words]: true }) },
	];
}

/** JSON inside a text has places of its own; an address says it in its query. */
function placesInText(text: string, where: string): Place[] {
	const inner = /^\s*[{[]/.test(text) ? tryParseJson(text) : undefined;
	if (inner !== undefined) return within(placesIn(inner, `${where}#`), JSON.stringify);
	const before = /^(https?:|URL)/.test(text) ? `${text}?key=` : `${text} `;
	return [{ where, saying: (words) => before + words }];
}

function within(places: Place[], around: (changed: unknown) => unknown): Place[] {
	return places.map(({ where, saying }) => ({ where, saying: (words) => around(saying(words)) }));
}
