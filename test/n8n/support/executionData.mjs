import { endOf } from './executions.mjs';

/**
 * What n8n keeps of an execution, when it is over.
 *
 * @param {import('../../../tools/n8n/rest.mjs').RestClient} rest @param {string} id
 * @returns {Promise<{ status: string, data: any }>} `data.resultData.runData['node name'][0]`
 */
export async function executionData(rest, id) {
	const status = await endOf(rest, id);
	const { data } = await rest.request('GET', `/rest/executions/${id}`);
	return { status, data: typeof data === 'string' ? unfold(data) : data };
}

/** n8n writes an execution as a list in which every object and text stands once, and members name its place. */
function unfold(text) {
	const list = JSON.parse(text);
	const made = new Map();
	const valueAt = (place) => {
		const entry = list[place];
		if (typeof entry !== 'object' || entry === null) return entry;
		if (made.has(place)) return made.get(place);
		const whole = Array.isArray(entry) ? [] : {};
		made.set(place, whole);
		for (const [name, member] of Object.entries(entry))
			whole[name] = typeof member === 'string' ? valueAt(Number(member)) : member;
		return whole;
	};
	return valueAt(0);
}
