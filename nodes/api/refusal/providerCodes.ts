import type { FailureKind } from '../failure';
import { byWord } from '../wordTable';

/**
 * Numbers that providers give for a failure, where the place of the number tells whose they are. Sources: the
 * providers' lists of error codes; of each the ones that users meet.
 */
const providers: { readonly [provider: string]: Partial<Record<FailureKind, string>> } = {
	// `base_resp.status_code`
	minimax: {
		auth: '1004 2049',
		quota: '1008 2056',
		rateLimit: '1002 1039 1041 2045',
		contentFilter: '1026 1027 1042 1043',
		badRequest: '2013 2037 2038 2039 20132',
		server: '1000 1001 1013 1024 1033',
	},
	// `error_code`, beside `error_msg`
	baidu: {
		auth: '6 13 14 15 100 110 111',
		quota: '19',
		rateLimit: '4 17 18 336501 336502 336503 336504',
		contentFilter: '336104',
		badRequest: '336003 336006 336007 336103',
		server: '1 2 3 336000 336100',
	},
	// `header.code`, and `code` with a `sid` beside it
	spark: {
		auth: '10005 10006 10015 10016 11200',
		quota: '10010 11201',
		rateLimit: '10007 10008 11202 11203 11210',
		contentFilter: '10013 10014 10019',
		badRequest: '10003 10004 10163 10907',
		server: '10000 10001 10002 10009 10012 10110 10222',
	},
	// `error.code` of four digits
	zhipu: {
		auth: '1000 1001 1002 1003 1004 1220',
		quota: '1112 1113 1308 1309',
		rateLimit: '1302 1303 1304 1305 1310',
		contentFilter: '1300 1301',
		badRequest: '1210 1213 1214 1215 1261',
		notFound: '1211',
		server: '1230 1234',
	},
};

const kinds = new Map(
	Object.entries(providers).flatMap(([provider, rows]) =>
		[...byWord(rows)].map(([code, kind]): [string, FailureKind] => [`${provider}:${code}`, kind]),
	),
);

/**
 * The kind that a provider's own code stands for; undefined when it is in no list.
 *
 * @param code with its provider, as `minimax:1004`
 */
export function kindByProvider(code: string): FailureKind | undefined {
	return kinds.get(code);
}
