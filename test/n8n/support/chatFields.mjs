/**
 * The fields of Chat → Message a Model as n8n hands them to its editor: what is described has to be shown.
 *
 * @param {import('../../../tools/n8n/instance.mjs').Instance} n8n a started one, with its owner signed in
 * @returns {Promise<any[]>}
 */
export async function chatFields(n8n) {
	const types = await n8n.rest.request('GET', '/types/nodes.json');
	const { properties } = types.find(({ name }) => name === 'n8n-nodes-aigc2d.aigc2d');
	return properties.filter(({ displayOptions }) => {
		const { resource = [], operation = [] } = displayOptions?.show ?? {};
		return resource.includes('chat') && operation.includes('complete');
	});
}

/** Whether a field is shown when the others have these values. */
export function isShown({ displayOptions: { show = {}, hide = {} } = {} }, values) {
	const fits = ([name, wanted]) =>
		wanted.some((each) => (each?._cnd?.exists ? Boolean(values[name]) : each === values[name]));
	return Object.entries(show).every(fits) && !Object.entries(hide).some(fits);
}
