import type { Answer, Want, WantedItem } from '../../support/wire/case';
import { bad, chat, events, json, type Row } from './build';
import { chunks, piece } from './chatBodies';
import { apigee, tencent, volcengine } from './cloudBodies';

/** How a cloud in front of a model tells a failure. */
interface Told {
	what: string;
	status: number;
	body: object;
	headers?: Answer['headers'];
	kind: WantedItem['kind'];
	words: string;
	code: string;
	request_id?: string;
}

/** Sources: the lists of errors of the clouds, with words of our own where a code says it all. */
const told: readonly Told[] = [
	{
		what: 'AWS: a token that has expired, by __type',
		status: 400,
		body: { __type: 'ExpiredTokenException', message: 'The security token is too old' },
		kind: 'auth',
		words: 'security token',
		code: 'ExpiredTokenException',
	},
	{
		what: 'AWS: no access, by a header, with Message in capitals',
		status: 400,
		body: { Message: 'You may not call this model' },
		headers: {
			'x-amzn-errortype': 'AccessDeniedException:http://internal.amazon.com/coral/',
			'x-amzn-requestid': 'aws-1',
		},
		kind: 'auth',
		words: 'You may not',
		code: 'AccessDeniedException',
		request_id: 'aws-1',
	},
	{
		what: 'AWS: a namespace before the name',
		status: 400,
		body: { __type: 'com.amazon.bedrock#ResourceNotFoundException', Message: 'It is not here' },
		kind: 'notFound',
		words: 'not here',
		code: 'ResourceNotFoundException',
	},
	{
		what: 'AWS: what is sent does not fit',
		status: 400,
		body: { __type: 'ValidationException', message: 'The model identifier has a blank in it' },
		kind: 'badRequest',
		words: 'has a blank',
		code: 'ValidationException',
	},
	{
		what: 'Apigee: a key that it does not find',
		status: 400,
		body: apigee('Failed to resolve the variable', 'steps.oauth.v2.FailedToResolveAPIKey'),
		kind: 'auth',
		words: 'resolve the variable',
		code: 'steps.oauth.v2.FailedToResolveAPIKey',
	},
	{
		what: 'Alibaba: an access key that is not there',
		status: 404,
		body: { Code: 'InvalidAccessKeyId.NotFound', Message: 'Not there.', RequestId: 'ali-1' },
		kind: 'auth',
		words: 'Not there',
		code: 'InvalidAccessKeyId.NotFound',
		request_id: 'ali-1',
	},
	{
		what: 'Tencent: a signature that does not fit',
		status: 200,
		body: tencent('AuthFailure.SignatureFailure', 'The credentials could not be validated.'),
		kind: 'auth',
		words: 'could not be validated',
		code: 'AuthFailure.SignatureFailure',
		request_id: 'ten-1',
	},
	{
		what: 'Tencent: nothing left of the package',
		status: 200,
		body: tencent('FailedOperation.ResourcePackExhausted', 'Nothing is left of the package.'),
		kind: 'quota',
		words: 'Nothing is left',
		code: 'FailedOperation.ResourcePackExhausted',
		request_id: 'ten-1',
	},
	{
		what: 'Tencent: a value that it does not take',
		status: 200,
		body: tencent('InvalidParameterValue.Model', 'The model has a strange name.'),
		kind: 'badRequest',
		words: 'strange name',
		code: 'InvalidParameterValue.Model',
		request_id: 'ten-1',
	},
	{
		what: 'Volcengine: a key that it does not know',
		status: 400,
		body: volcengine('InvalidAccessKey', 'Nobody has this one.'),
		kind: 'auth',
		words: 'Nobody has',
		code: 'InvalidAccessKey',
		request_id: 'vol-1',
	},
	{
		what: 'Volcengine: an account that is behind with its bills',
		status: 403,
		body: volcengine('AccountOverdueError', 'It is closed until then.'),
		kind: 'quota',
		words: 'closed until',
		code: 'AccountOverdueError',
		request_id: 'vol-1',
	},
	{
		what: 'Cloudflare: a wrong key',
		status: 403,
		body: {
			success: false,
			errors: [{ code: 10_000, message: 'Authentication error' }],
			messages: [],
			result: null,
		},
		headers: { 'cf-ray': 'ray-1' },
		kind: 'auth',
		words: 'Authentication error',
		code: '10000',
		request_id: 'ray-1',
	},
	{
		what: 'Cloudflare: no such model',
		status: 400,
		body: { success: false, errors: [{ code: 5_007, message: 'No such model @cf/x or task' }] },
		headers: { 'cf-ray': 'ray-1' },
		kind: 'notFound',
		words: 'No such model',
		code: '5007',
		request_id: 'ray-1',
	},
	{
		what: 'Kong: no key',
		status: 401,
		body: { message: 'No API key found in request' },
		headers: { 'x-kong-request-id': 'kong-1' },
		kind: 'auth',
		words: 'No API key',
		code: '',
		request_id: 'kong-1',
	},
];

/** One failure in the four ways in which it comes: under its status, under 200, in a stream, in the middle of one. */
function inAllWays({ what, status, body, headers, kind, words, code, request_id }: Told): Row[] {
	const error = (id: string | undefined): Want => ({
		json: {
			error: { code: code === '' ? null : code, ...(id === undefined ? {} : { request_id: id }) },
		},
	});
	const whole = chat(what, json(body, status, headers), bad(kind, words, error(request_id)));
	// What a header says does not come in a body that others pass on.
	if (headers?.['x-amzn-errortype'] !== undefined) return [whole];
	const inBody = headers === undefined ? request_id : undefined;
	const streamed = bad(kind, words, { ...error(inBody), text: 'Hel' });
	return [
		whole,
		...(status === 200
			? []
			: [chat(`${what}, under 200`, json(body), bad(kind, words, error(inBody)))]),
		chat(`${what}, as an event`, events([body, '[DONE]']), bad(kind, words, error(inBody))),
		chat(`${what}, after some text`, chunks(piece('Hel'), body), streamed),
	];
}

/** Failures in the forms of the clouds that stand in front of models. */
export const clouds: readonly Row[] = [
	...told.flatMap(inAllWays),
	chat(
		'Apigee: the reason stands behind the words',
		json(
			apigee(
				'The Service is temporarily unavailable',
				'messaging.adaptors.http.flow.ServiceUnavailable',
				'TARGET_CONNECT_TIMEOUT',
			),
			400,
		),
		bad('badRequest', 'temporarily unavailable'),
	),
];
