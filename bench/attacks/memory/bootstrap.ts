// The local stack's bootstrap behind the probe.
import './probe.ts';
import '../../../infra/local/bootstrap/index.ts';
