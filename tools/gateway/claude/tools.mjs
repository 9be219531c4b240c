import { invalidField } from '../errors.mjs';
import { isObject } from '../isObject.mjs';
import { readableSchema } from '../jsonSchema.mjs';

const choices = ['auto', 'none', 'any', 'tool'];

/**
 * Tools are taken, but the model was trained without any: it calls one only when it must. Then its grammar lets it
 * write nothing but the input of that tool.
 *
 * @param {Record<string, any>} sent the request
 * @returns {{ name: string, schema: object } | undefined} the tool that the answer has to call
 * @throws {import('../errors.mjs').ApiError} 400, naming the member
 */
export function readTools({ tools = [], tool_choice: choice = { type: 'auto' } }) {
	if (!Array.isArray(tools)) throw invalidField('tools', 'tools: expected an array.');
	for (const [index, tool] of tools.entries()) {
		const path = `tools.${index}`;
		if (!isObject(tool) || !/^[\w-]{1,64}$/.test(tool.name))
			throw invalidField(path, `${path}.name: expected 1 to 64 letters, digits, _ or -.`);
		if (!isObject(tool.input_schema) || tool.input_schema.type !== 'object')
			throw invalidField(path, `${path}.input_schema: expected a JSON schema of type 'object'.`);
	}
	if (!isObject(choice) || !choices.includes(choice.type))
		throw invalidField('tool_choice', `tool_choice.type: expected one of ${choices.join(', ')}.`);
	if (choice.type === 'auto' || choice.type === 'none') return undefined;
	const index = choice.type === 'any' ? 0 : tools.findIndex(({ name }) => name === choice.name);
	if (!tools[index])
		throw invalidField('tool_choice', 'tool_choice: there is no such tool among the tools.');
	const { name, input_schema: schema } = tools[index];
	return { name, schema: readableSchema(schema, `tools.${index}.input_schema`) };
}
