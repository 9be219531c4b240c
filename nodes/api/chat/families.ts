import type { JsonObject } from '../call';

/** Models of one make and the members of a chat request that AIGC2D's page for them lists. */
interface Family {
	/** As a sentence names it. */
	name: string;
	models: RegExp;
	takes: readonly string[];
}

/**
 * Families whose page lists fewer members than OpenAI's.
 *
 * ERNIE (documented, `aigc2d-api.md` §2.1, pages S8b and S9): `model, messages, temperature, top_p,
 * stream, user`. Spark (`spark-v1.5` …) is listed on OpenAI's own page and has none of its own, so it
 * takes what that page lists, as Claude does on this route.
 */
const families: readonly Family[] = [
	{
		name: 'ERNIE',
		models: /^ernie-/i,
		takes: ['model', 'messages', 'temperature', 'top_p', 'stream', 'user'],
	},
];

/** A request that its model takes. */
export interface Fitted {
	body: JsonObject;
	/** Members that were left out, by their names on the wire. */
	leftOut: string[];
	/** Name of the family for which they were; null when the model belongs to none of the table. */
	family: string | null;
}

/**
 * Takes those members out of a chat request that its model is not documented to take.
 *
 * @param insisted members that go out in any case, in place of those of the same name
 */
export function fitted(body: JsonObject, insisted: JsonObject = {}): Fitted {
	const family = familyOf(insisted.model ?? body.model);
	if (family === undefined) return { body: { ...body, ...insisted }, leftOut: [], family: null };
	const entries = Object.entries(body);
	const isTaken = ([name]: [string, unknown]) => family.takes.includes(name);
	const names = entries.filter((entry) => !isTaken(entry)).map(([name]) => name);
	return {
		body: { ...Object.fromEntries(entries.filter(isTaken)), ...insisted },
		leftOut: names.filter((name) => !Object.hasOwn(insisted, name)),
		family: family.name,
	};
}

/**
 * Whether answers of a model are streamed without being asked to. A stream tells its usage only on
 * request, by `stream_options`; where that is not documented the answer is fetched whole, because usage
 * on every item matters more than how an answer travels. (ERNIE's answers are short, too.)
 */
export function streamsByDefault(model: unknown): boolean {
	return familyOf(model)?.takes.includes('stream_options') ?? true;
}

function familyOf(model: unknown): Family | undefined {
	return families.find(({ models }) => models.test(String(model)));
}
