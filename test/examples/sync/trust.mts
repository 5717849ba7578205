import tls from 'node:tls';

/**
 * Trusts this authority in addition to the usual ones, in this process. NODE_EXTRA_CA_CERTS does the same for a process
 * that starts. @returns what ends that
 */
export function trust(pem: string): () => void {
	const original = tls.createSecureContext;
	tls.createSecureContext = (options) => {
		const secure = original(options);
		(secure.context as { addCACert(pem: string): void }).addCACert(pem);
		return secure;
	};
	return () => {
		tls.createSecureContext = original;
	};
}
