import type { Failure } from '../failure';
import { failureKinds } from '../failureKinds';

/** Words and codes that say that the model is missing. */
const aboutModel = /model|模型|deployment|no available channel|无可用渠道/i;
/** Words and codes that say that the route is missing: of gateways, of proxies in front of them, of pages. */
const aboutRoute =
	/invalid url|unknown (request )?(url|route|path|endpoint)|no (such )?(route|endpoint|handler)|(route|path|endpoint|url|page|resource|api)\b.{0,60}\b(not found|does not exist|not (exist|supported|implemented))|cannot (get|post)\b|method not allowed|not[_ ]implemented|(^|\b404\b\W*)not found\W*$|404 page|接口.{0,10}(不存在|不支持)|路由/i;

/** A path may have the word in it: /v1/models. */
const paths = /\/\S+/g;

/**
 * What a gateway does not know, where its words or the status tell: the model, or the route. A status that only a
 * router gives (405, 501) is about the route.
 */
export function missingThing({
	status,
	code,
	type,
	message,
}: Failure): 'model' | 'route' | undefined {
	// The sentence of the kind, which stands where the gateway has no words, names both.
	const words = message === failureKinds.notFound.message ? null : message.replace(paths, ' ');
	const said = [words, code, type].filter((part) => part !== null);
	const isSaid = (sign: RegExp) => said.some((part) => sign.test(part));
	if (isSaid(aboutRoute) && !isSaid(aboutModel)) return 'route';
	if (isSaid(aboutModel)) return 'model';
	return status === 405 || status === 501 ? 'route' : undefined;
}
