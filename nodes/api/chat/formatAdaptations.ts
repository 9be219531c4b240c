import type { Adaptation } from '../adaptation';
import { defined } from '../defined';
import { asObject, type JsonObject, without } from '../json';
import { refusalSays } from './refusalWords';

/** How gateways name what they do not take: OpenAI's member, its values, or the feature. */
const aboutFormat =
	/response[ _]?format|json_schema|json_object|json[ _]mode|structured[ _]output|guided[ _]?(json|decoding)/i;

/** OpenAI and Groq about a schema that is not in their strict subset. */
const aboutSchema =
	/invalid (json )?schema|additionalProperties|\bstrict\b|is not (permitted|supported)$/i;

/** On the route of responses it stands under `text`, and the schema is not in a member of its own. */
function formatOf({ response_format, text }: JsonObject): JsonObject {
	return asObject(response_format ?? asObject(text).format);
}

function schemaOf(body: JsonObject): JsonObject {
	const { type, json_schema } = formatOf(body);
	return type === 'json_schema' ? asObject(json_schema ?? formatOf(body)) : {};
}

function withFormat(body: JsonObject, format: JsonObject | undefined): JsonObject {
	if (body.response_format !== undefined)
		return { ...without(body, 'response_format'), ...defined({ response_format: format }) };
	const text = { ...without(asObject(body.text), 'format'), ...defined({ format }) };
	const { length } = Object.keys(text);
	return { ...without(body, 'text'), ...(length === 0 ? {} : { text }) };
}

/**
 * What an extraction asks for instead when a gateway refuses `response_format: json_schema`: the schema
 * without `strict`, then any JSON object, then plain text. The messages describe the schema in any case.
 * Only for requests that say in words what they want, so not for Chat → Message a Model.
 *
 * @param loose the schema to send where its strict form is refused
 */
export function formatAdaptations(loose: JsonObject): Adaptation[] {
	// What is refused here is one schema, not a feature of the model: others are still sent strictly.
	const schema = JSON.stringify(loose);
	return [
		{
			name: `looseSchema ${schema}`,
			hint: 'The gateway does not take a schema in its strict form; the node sends it without "strict" and checks the answer itself.',
			applies: (body) => schemaOf(body).strict === true,
			fits: refusalSays(aboutFormat, aboutSchema),
			change: (body) => {
				const schema = { ...schemaOf(body), schema: loose, strict: false };
				const isFlat = formatOf(body).json_schema === undefined;
				return withFormat(body, {
					...formatOf(body),
					...(isFlat ? schema : { json_schema: schema }),
				});
			},
		},
		{
			name: 'jsonObject',
			hint: 'This model does not take a JSON Schema as response_format; the node asks for a JSON object and checks it against the schema itself.',
			applies: (body) => formatOf(body).type === 'json_schema',
			fits: refusalSays(aboutFormat),
			change: (body) => withFormat(body, { type: 'json_object' }),
		},
		{
			name: 'noResponseFormat',
			hint: 'This model does not take a response_format; the node asks for JSON in the messages and checks it against the schema itself.',
			applies: (body) => formatOf(body).type === 'json_object',
			fits: refusalSays(aboutFormat),
			change: (body) => withFormat(body, undefined),
		},
	];
}
