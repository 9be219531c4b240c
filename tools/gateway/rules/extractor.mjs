/**
 * Fills the JSON schema of the request from lines "name: value". A property whose name no line has is left out, or
 * null where the schema allows it: the rule invents nothing.
 *
 * @param {{ text: string, format: import('../settings.mjs').Settings['format'] }} request
 * @returns {string} JSON; without a schema all lines, as texts
 */
export function extract({ text, format: { schema } }) {
	const values = readLines(text);
	if (!schema) return JSON.stringify(Object.fromEntries(values));
	return JSON.stringify(fill(schema, values, schema.$defs ?? {}));
}

/** @returns {Map<string, string>} by names as `plain` writes them */
function readLines(text) {
	const lines = [...text.matchAll(/^[\s>*-]*([\p{L}][\p{L}\p{N} _-]*?)\s*[:：]\s*(.+)$/gmu)];
	return new Map(lines.map(([, name, value]) => [plain(name), value.trim()]));
}

/** Names are the same when they differ in case, blanks, _ and - only. */
const plain = (name) => name.toLowerCase().replace(/[\s_-]/g, '');

function fill(schema, values, defs) {
	const filled = Object.entries(schema.properties ?? {}).flatMap(([name, described]) => {
		const property = resolve(described, defs);
		if (typesOf(property).includes('object')) return [[name, fill(property, values, defs)]];
		const said = values.get(plain(name));
		const value = said === undefined ? undefined : convert(said, property, defs);
		if (value !== undefined) return [[name, value]];
		return typesOf(property).includes('null') ? [[name, null]] : [];
	});
	return Object.fromEntries(filled);
}

/** Follows a reference, and takes for a choice of schemas the types of all with the members of the first. */
function resolve(schema, defs) {
	const own = schema.$ref ? (defs[schema.$ref.slice('#/$defs/'.length)] ?? {}) : schema;
	const some = own.oneOf ?? own.anyOf;
	if (!some) return own;
	const choices = some.map((each) => resolve(each, defs));
	return { ...choices[0], type: choices.flatMap(typesOf) };
}

function typesOf({ type }) {
	return Array.isArray(type) ? type : [type];
}

/** @returns {any} undefined when the text is nothing that the schema allows */
function convert(text, schema, defs) {
	if (schema.enum) return schema.enum.find((each) => plain(String(each)) === plain(text));
	const types = typesOf(schema);
	const number = Number(text.replace(/[\s,]|[^\d.,\s-]/g, '') || NaN);
	if (types.includes('array')) {
		const item = resolve(schema.items ?? { type: 'string' }, defs);
		return text.split(/\s*[,;、，]\s*/).map((each) => convert(each, item, defs) ?? each);
	}
	if (types.includes('integer') && Number.isInteger(number)) return number;
	if (types.includes('number') && Number.isFinite(number)) return number;
	if (types.includes('boolean') && /^(yes|true|no|false)$/i.test(text))
		return /^(yes|true)$/i.test(text);
	return types.includes('string') ? text : undefined;
}
