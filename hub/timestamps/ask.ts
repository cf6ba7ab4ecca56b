/** One question to a timestamp service (RFC 3161, 3.4: over HTTP). Who must have signed the answer, the verifier asks. */
import {hash, randomBytes} from 'node:crypto';
import {SignedData} from '@peculiar/asn1-cms';
import {AsnConvert, OctetString} from '@peculiar/asn1-schema';
import {MessageImprint, TimeStampReq, TimeStampReqVersion, TimeStampResp, TSTInfo} from '@peculiar/asn1-tsp';
import {AlgorithmIdentifier} from '@peculiar/asn1-x509';

const sha256 = '2.16.840.1.101.3.4.2.1';
/** Milliseconds, and bytes of an answer. */
const [patience, limit] = [20_000, 64 * 1024];

/** The whole answer, as it is kept. Throws when there is none, or when it is about another question. */
export async function askTimestamp(url: string, bytes: Uint8Array): Promise<Buffer> {
	const digest = Uint8Array.from(hash('sha256', bytes, 'buffer')).buffer;
	const nonce = nonceOf();
	const reply = await fetch(url, {
		method: 'POST',
		headers: {'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply'},
		body: AsnConvert.serialize(
			new TimeStampReq({
				version: TimeStampReqVersion.v1,
				messageImprint: new MessageImprint({
					hashAlgorithm: new AlgorithmIdentifier({algorithm: sha256, parameters: null}),
					hashedMessage: new OctetString(digest),
				}),
				nonce,
				certReq: true,
			}),
		),
		redirect: 'error',
		signal: AbortSignal.timeout(patience),
	});
	if (!reply.ok) throw new Error(`the timestamp service answered ${reply.status}`);
	const answer = Buffer.from(await reply.arrayBuffer());
	if (answer.length > limit) throw new Error('the timestamp service answered at too great length');
	assertAnswers(answer, {digest, nonce});
	return answer;
}

/** A positive number of 64 bits, as DER writes it. */
function nonceOf(): ArrayBuffer {
	const nonce = Uint8Array.from(randomBytes(8));
	nonce[0] = (nonce[0]! & 0x3f) | 0x40;
	return nonce.buffer;
}

function assertAnswers(answer: Buffer, asked: {digest: ArrayBuffer; nonce: ArrayBuffer}): void {
	const {status, timeStampToken} = AsnConvert.parse(answer, TimeStampResp);
	if (status.status > 1 || !timeStampToken) throw new Error('the timestamp service refused');
	const {encapContentInfo} = AsnConvert.parse(timeStampToken.content, SignedData);
	const info = AsnConvert.parse(encapContentInfo.eContent!.single!.buffer, TSTInfo);
	const isIt =
		same(info.messageImprint.hashedMessage.buffer, asked.digest) &&
		info.nonce !== undefined &&
		same(info.nonce, asked.nonce);
	if (!isIt) throw new Error('the timestamp service answered another question');
}

function same(a: ArrayBuffer, b: ArrayBuffer): boolean {
	return Buffer.from(a).equals(Buffer.from(b));
}
