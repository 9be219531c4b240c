import type { FailureKind } from '../failure';

/** What is known of a failure when its kind is asked for. */
export interface ErrorFacts {
	/** HTTP status, or the status that a body under 200 names; 200 when neither tells. */
	status: number;
	/** Codes and classes of the body. */
	codes: string;
	/** Codes with the provider whose they are, as `minimax:1004`. */
	providers: readonly string[];
	words: string;
	/** What stands under `details`, as text. */
	details: string;
	/** Whether a header states how long to wait. */
	hasWait: boolean;
}

/** One way in which gateways tell a kind of failure. */
interface KindSign {
	kind: FailureKind;
	/** In the codes and classes of the body. */
	codes?: RegExp;
	/** In its words. */
	words?: RegExp;
	/** Only under these statuses; absent: under every one. */
	under?: (status: number, told: ErrorFacts) => boolean;
}

const perTime =
	/retryDelay|per[ _-]?(second|sec|minute|min|hour)|PerMinute|PerSecond|\b[RTQ]P[MS]\b|(retry|try again)( \w+)? (in|after) \d|\d+ ?秒后|每分钟|每秒/i;
const isUnder =
	(...statuses: number[]) =>
	(status: number) =>
		statuses.includes(status);

/**
 * How gateways tell what has failed. The first row that fits counts: codes and words before the status,
 * because one status is used for several things and one thing comes under several statuses (a wrong key under
 * 400 at Gemini, content refused under 403 at xAI, an empty account under 500 at one-api). When no row fits,
 * the status tells.
 */
export const kindSigns: readonly KindSign[] = [
	// Groq calls a request that is larger than its limit per minute so: waiting makes it no smaller.
	{ kind: 'badRequest', under: isUnder(413) },
	// A limit per minute speaks of quota and billing at Gemini: the wait and the metric tell it apart.
	{
		kind: 'rateLimit',
		under: (status, { codes, words, details, hasWait }) =>
			status === 429 &&
			(perTime.test(`${codes} ${words} ${details}`) ||
				(hasWait && !/insufficient|billing|arrear/i.test(codes))),
	},
	// OpenRouter says of a request that it cannot read what OpenAI says of a prompt that it withholds.
	{ kind: 'badRequest', codes: /invalid_prompt/i, words: /invalid responses api request/i },
	{
		kind: 'contentFilter',
		codes:
			/content_?(filter|policy|block|moderation|violation)|data_?inspection|sensitive|moderation_(blocked|failed)|IMAGE_SAFETY|PROHIBITED_CONTENT|BLOCKLIST|SAFETY_CHECK|\bSAFETY\b|ResponsibleAI|new_sensitive|policy_violation|invalid_prompt|guardrail/i,
	},
	{
		kind: 'contentFilter',
		words:
			/content[ _-]?(filter|policy|policies|management|moderation|blocked|restriction|violat)|content error|guardrail|violat\w+ .{0,60}(polic|guideline|terms|standard|rule)|usage (guidelines|policies)|(input|prompt|request|content|output|response|message|image|picture|video|result)\w* (\w+ ){0,3}(was|were|is|been|got) (\w+ )?(flagged|moderated)|flagged (as|for|by)|(block|filter|reject|refus|withh)\w+ (by|due to|because of|for) .{0,40}(content|safety|moderation|polic|filter|sensitive)|safety (system|polic|filter|setting|reason)|community standards|banned (prompt|word)|(request|content) moderated|fail\w* (the )?(content )?moderation|moderat\w+ (fail|block|reject|refus|system|polic)|\b(ai |our )moderat(or|ion)\b|did not pass (\w+ ){0,2}moderation|data may contain inappropriate|inappropriate content|sensitive (content|information|words?|topic)|new_sensitive|DataInspection|harmful content|敏感|内容.{0,6}审核|审核(不|未|失败)|违规|不合规|内容安全|风控|涉政|色情/i,
	},
	{
		kind: 'rateLimit',
		codes:
			/rate_?limit|too_?many_?requests|request_?limit|limit_(burst|requests)|throttl|(qps|rpm|tpm|qpm|concurrency|flow)_?(limit|exceed)|(limit|exceed\w*)_?(qps|rpm|tpm)|burst_?too_?fast|RESOURCE_EXHAUSTED/i,
		// The last of them is also Gemini's word for an account that has nothing left; the words tell that.
		under: (_, { codes, words }) =>
			!/RESOURCE_EXHAUSTED/.test(codes) || !/prepay|credits? (are|is) depleted/i.test(words),
	},
	{
		kind: 'quota',
		codes:
			/insufficient_?(\w+_)?(quota|balance|credits?|funds)|budget_?exceeded|exceeded_?budget|quota_?(failed|exhausted|not_?enough|exceeded)|exceeded_current_quota|arrear|overdue|billing|payment_?required|out_of_credits?|balance_?(not_?enough|insufficient|exhausted)|credit_?(limit|balance|exhausted)|FreeTierOnly|FreeQuota|spend(ing)?_limit|resource_?pack_?exhausted/i,
	},
	{
		kind: 'rateLimit',
		words:
			/rate[ -]?limit|\b[QRT]P[MS]\b|too many (concurrent )?requests|requests? limit reached|throttl|requests? (are )?too (frequent|fast)|concurren\w+ (\w+ )?(limit|exceed|too high)|call volume quota|quota will be replenished|used up (your|the) (daily|hourly)|请求(过于|太)频繁|请求数限制|频率(限制|超限|过高)|调用频率|限流|并发(数|量)?(过高|超|限)|请求过快/i,
	},
	{
		kind: 'quota',
		words:
			/insufficient (\w+ )?(quota|balance|credits?|funds)|budget (has been |is |was )?exceeded|exceeded ?budget|not enough (quota|balance|credits?|points)|(quota|balance|credits?|points|funds) (\w+ ){0,3}(not enough|insufficient|too low|exhausted|used up|depleted|ran out|run out|negative)|out of (credits?|quota|funds)|spend(ing)? (limit|cap)|used all .{0,20}credits|no (credits?|balance) (left|remaining)|requires more credits|can only afford|account .{0,40}(good standing|overdue|in arrears|suspended due to)|exceeded your current quota|free (tier|quota|allocated quota) .{0,30}(exhausted|exceeded|used up)|余额(不足|已用|为)|额度(不足|已用|用尽|耗尽|不够)|欠费|余额|请充值|余量不足|点数不足|积分不足/i,
	},
	// Words that are about money only where the gateway has refused somebody, and not where it broke.
	{
		kind: 'quota',
		words:
			/billing|check your plan|\bbalance\b|credits?\b|payment|recharge|top.?up your|额度|充值/i,
		under: isUnder(200, 401, 402, 403, 429),
	},
	{ kind: 'quota', words: /\bquota\b/i, under: isUnder(200, 401, 402, 403) },
	// AWS of a model that cannot do it: the key is good.
	{ kind: 'badRequest', words: /not allow prompt caching/i, under: isUnder(403) },
	{
		kind: 'auth',
		codes:
			/invalid_?(api|iam|auth)_?\w*|(api|access)_?key_?(invalid|expired|disabled|not_found)|authenticat(ion|e)|unauthori[sz]ed|permission_?(denied|error)|invalid_?token|token_(invalid|expired)|AccessDenied|InvalidAuthenticationToken|expired_?token|unrecogni[sz]ed_?client|auth_?failure|signature_?(does_?not_?match|failure|expired)|failed_?to_?resolve_?api_?key/i,
		under: (status) => status !== 404,
	},
	{
		kind: 'auth',
		words:
			/(api|access|secret)[ _-]?key\b.{0,40}(invalid|not valid|incorrect|expired|missing|wrong|disabled|revoked|not found|required|does not exist)|(invalid|incorrect|wrong|expired|missing|no valid|provide \w*|carry \w* ?)\W{0,3}(the )?(openai |your )?(api|access|secret)[ _-]?(secret )?key|(invalid|expired|missing) (or \w+ )?(access|auth\w*|bearer) token|access token (is )?(invalid|expired|no longer)|no (api|access)[ _-]?key (was )?(found|provided|given)|authenticat\w+ (fail|error|required)|(login|auth) fail|not authenticated|unauthori[sz]ed|无效的?(令牌|密钥|token|api ?key)|(令牌|密钥|token|api ?key).{0,6}(无效|过期|不存在|不正确|错误|已禁用|不可用)|鉴权失败|认证失败|未提供令牌|身份验证/i,
		under: (status) => status !== 404,
	},
	// Alibaba says so under 404.
	{ kind: 'auth', codes: /invalid_?access_?key/i },
	{
		kind: 'auth',
		words: /invalid token|token (is )?(invalid|expired)/i,
		under: isUnder(200, 401, 403),
	},
	// Length first: some gateways say "not found" or "internal error" around it.
	{
		kind: 'badRequest',
		codes: /context_length_exceeded|string_above_max_length|exceed_context_size|context_window/i,
	},
	{
		kind: 'badRequest',
		words:
			/context (length|size|window)|reduce the length of|(prompt|input|message)s? .{0,40}(longer|larger) than|maximum model length|prompt is too long|input (is )?too long|(range of )?input length|input token count|(number of|too many) (input )?tokens .{0,40}(exceed|large|maximum)|maximum (\w+ )?(context|prompt|input) (length|tokens)|(输入|上下文).{0,6}(过长|超)/i,
	},
	{
		kind: 'notFound',
		codes:
			/model_?not_?(found|exist|supported)|ModelNotFound|resource_?not_?found|DeploymentNotFound|InvalidEndpointOrModel|not_found_error|\bNOT_FOUND\b|no_?such_?model|model_?not_?open/i,
	},
	// New-API where a channel has no such route; LM Studio, which says so under 200.
	{
		kind: 'notFound',
		codes: /convert_request_failed/i,
		words: /not implemented/i,
	},
	{ kind: 'notFound', words: /unexpected endpoint or method|invalid url \(\w+ \//i },
	{
		kind: 'notFound',
		words:
			/(no such|unknown) model|model .{0,80}(does not|doesn't|not) (exist|found)|model not (found|exist)|模型.{0,20}不存在/i,
		under: isUnder(200, 404, 500, 503),
	},
	// DeepSeek, Cloudflare (with the name behind it) and others. Under this status "not found" may be about anything that the request names.
	{
		kind: 'notFound',
		words:
			/\bno such model @|\bmodel .{0,80}(does not|doesn't) exist|model not exist|模型.{0,20}不存在/i,
		under: isUnder(400),
	},
	// Under 4xx the status says it.
	{
		kind: 'badRequest',
		words:
			/(invalid|unrecogni[sz]ed|unknown|unsupported|missing|required) (request )?(argument|parameter|param|field|value)s?\b|invalid_parameter|参数(错误|无效|不合法)|无效的?参数/i,
		under: (status) => status === 200 || status >= 500,
	},
	{
		kind: 'badRequest',
		codes:
			/invalid_?request|invalid_?(parameter|argument|value|type|params?)|unsupported_?(parameter|value|country)|unknown_?parameter|bad_?request|missing_required|validation_?(error|exception)|FAILED_PRECONDITION/i,
		under: isUnder(200),
	},
];
