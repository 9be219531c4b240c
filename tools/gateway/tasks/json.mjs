/**
 * JSON in which the ID is a bare number, as AIGC2D sends it. `JSON.stringify` cannot write one of this length.
 *
 * @param {string} id decimal digits
 * @param {Record<string, any>} members
 */
export function withBareId(id, { code, message, ...members }) {
	const rest = JSON.stringify(members).slice(1, -1);
	const head = `"code":${code},"message":${JSON.stringify(message)},"task_id":${id}`;
	return `{${head}${rest === '' ? '' : `,${rest}`}}`;
}
