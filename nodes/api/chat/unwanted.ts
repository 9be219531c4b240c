/** How gateways say that they do not take something. */
export const unwanted =
	/unsupported|not support|n't support|no longer support|unrecogni[sz]ed|unknown|unexpected|not permitted|not allowed|forbidden|not available|extra (input|field)|deprecated|only .{0,30}(default|allowed)|must be verified|不支持|未知/i;
