/** How much a made-up dump of a cluster holds. */
interface DumpShape {
  readonly pods: number;
  readonly podsPerWorkload?: number;
  /** The workloads are spread over them. */
  readonly namespaces?: number;
  readonly policies?: number;
  /** One `kind: List`, as kubectl prints it, or a document for each object. */
  readonly form?: 'list' | 'documents';
}

/**
 * What `kubectl get ns,deploy,pods,svc,netpol,cm,secret -A -o yaml` prints of a made-up cluster: with managed
 * fields, status, environment and all else that policies don't need, about 5 kB a pod.
 */
export function generateDump({
  pods,
  podsPerWorkload = 3,
  namespaces = 10,
  policies = 20,
  form = 'list',
}: DumpShape): string {
  const objects: string[] = [];
  for (let index = 0; index < namespaces; index++) objects.push(namespaceObject(index));
  for (let index = 0; index < pods; index++) {
    const workload = Math.floor(index / podsPerWorkload);
    const place = { namespace: `team-${workload % namespaces}`, app: `app-${workload}` };
    if (index % podsPerWorkload === 0) {
      objects.push(
        deploymentObject(place),
        serviceObject(place),
        configMapObject(place),
        secretObject(place),
      );
    }
    objects.push(podObject(place, index));
  }
  for (let index = 0; index < policies; index++) objects.push(policyObject(index, namespaces));
  if (form === 'documents') return objects.join('---\n');
  const items = objects.map((text) => `- ${text.trimEnd().replaceAll('\n', '\n  ')}\n`);
  return `apiVersion: v1\nitems:\n${items.join('')}kind: List\nmetadata:\n  resourceVersion: ""\n`;
}

interface Place {
  readonly namespace: string;
  readonly app: string;
}

const hex = (seed: number, length: number) =>
  (Math.imul(seed + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0').repeat(4).slice(0, length);

const uid = (seed: number) =>
  `${hex(seed, 8)}-${hex(seed + 7, 4)}-4${hex(seed + 11, 3)}-8${hex(seed + 13, 3)}-${hex(seed + 17, 12)}`;

function namespaceObject(index: number): string {
  return `apiVersion: v1
kind: Namespace
metadata:
  creationTimestamp: "2025-03-04T09:12:31Z"
  labels:
    env: ${index % 3 === 0 ? 'dev' : 'prod'}
    kubernetes.io/metadata.name: team-${index}
  name: team-${index}
  resourceVersion: "${1000 + index}"
  uid: ${uid(index)}
spec:
  finalizers:
  - kubernetes
status:
  phase: Active
`;
}

function deploymentObject({ namespace, app }: Place): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  annotations:
    deployment.kubernetes.io/revision: "7"
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"annotations":{},"name":"${app}","namespace":"${namespace}"},"spec":{"replicas":3}}
  creationTimestamp: "2025-03-04T09:12:31Z"
  generation: 7
  labels:
    app.kubernetes.io/name: ${app}
  name: ${app}
  namespace: ${namespace}
  resourceVersion: "418234"
  uid: ${uid(app.length)}
spec:
  progressDeadlineSeconds: 600
  replicas: 3
  revisionHistoryLimit: 10
  selector:
    matchLabels:
      app.kubernetes.io/name: ${app}
  strategy:
    rollingUpdate:
      maxSurge: 25%
      maxUnavailable: 25%
    type: RollingUpdate
  template:
    metadata:
      creationTimestamp: null
      labels:
        app.kubernetes.io/name: ${app}
        tier: backend
    spec:
      containers:
      - env:
        - name: PASSWORD
          value: hunter2
        image: registry.example/team/${app}:1.4.2
        imagePullPolicy: IfNotPresent
        name: main
        ports:
        - containerPort: 8080
          name: http
          protocol: TCP
        resources: {}
        terminationMessagePath: /dev/termination-log
        terminationMessagePolicy: File
      dnsPolicy: ClusterFirst
      restartPolicy: Always
status:
  availableReplicas: 3
  conditions:
  - lastTransitionTime: "2025-03-04T09:12:40Z"
    lastUpdateTime: "2025-03-04T09:12:40Z"
    message: Deployment has minimum availability.
    reason: MinimumReplicasAvailable
    status: "True"
    type: Available
  observedGeneration: 7
  replicas: 3
`;
}

function serviceObject({ namespace, app }: Place): string {
  return `apiVersion: v1
kind: Service
metadata:
  creationTimestamp: "2025-03-04T09:12:31Z"
  name: ${app}
  namespace: ${namespace}
  resourceVersion: "2210"
  uid: ${uid(app.length + 1)}
spec:
  clusterIP: 10.96.14.3
  clusterIPs:
  - 10.96.14.3
  internalTrafficPolicy: Cluster
  ipFamilies:
  - IPv4
  ipFamilyPolicy: SingleStack
  ports:
  - name: http
    port: 80
    protocol: TCP
    targetPort: http
  selector:
    app.kubernetes.io/name: ${app}
  sessionAffinity: None
  type: ClusterIP
status:
  loadBalancer: {}
`;
}

function configMapObject({ namespace, app }: Place): string {
  return `apiVersion: v1
data:
  application.yaml: |
    server:
      port: 8080
    db:
      password: "hunter2"
  mode: fast
kind: ConfigMap
metadata:
  creationTimestamp: "2025-03-04T09:12:31Z"
  name: ${app}
  namespace: ${namespace}
  resourceVersion: "2211"
  uid: ${uid(app.length + 2)}
`;
}

function secretObject({ namespace, app }: Place): string {
  return `apiVersion: v1
data:
  password: aHVudGVyMg==
kind: Secret
metadata:
  creationTimestamp: "2025-03-04T09:12:31Z"
  name: ${app}
  namespace: ${namespace}
  resourceVersion: "2212"
  uid: ${uid(app.length + 3)}
type: Opaque
`;
}

function policyObject(index: number, namespaces: number): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"allow-${index}"}}
  creationTimestamp: "2025-03-04T09:12:31Z"
  generation: 1
  name: allow-${index}
  namespace: team-${index % namespaces}
  resourceVersion: "${9000 + index}"
  uid: ${uid(index + 5)}
spec:
  ingress:
  - from:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: team-${(index + 1) % namespaces}
      podSelector: {}
    ports:
    - port: 8080
      protocol: TCP
  podSelector:
    matchLabels:
      app.kubernetes.io/name: app-${index}
  policyTypes:
  - Ingress
`;
}

function podObject({ namespace, app }: Place, index: number): string {
  const hash = hex(app.length + 31, 9);
  const name = `${app}-${hash}-${hex(index, 5)}`;
  const [a, b] = [(index >> 8) & 255, index & 255];
  return `apiVersion: v1
kind: Pod
metadata:
  annotations:
    checksum/config: ${hex(index + 3, 32)}${hex(index + 4, 32)}
    cni.projectcalico.org/podIP: 10.${a}.${b}.7/32
    prometheus.io/port: "9102"
    prometheus.io/scrape: "true"
  creationTimestamp: "2025-03-04T09:12:31Z"
  generateName: ${app}-${hash}-
  labels:
    app.kubernetes.io/instance: ${app}
    app.kubernetes.io/name: ${app}
    pod-template-hash: ${hash}
    team: ${namespace}
    tier: backend
  managedFields:
  - apiVersion: v1
    fieldsType: FieldsV1
    fieldsV1:
      f:metadata:
        f:annotations:
          .: {}
          f:checksum/config: {}
          f:prometheus.io/scrape: {}
        f:generateName: {}
        f:labels:
          .: {}
          f:app.kubernetes.io/name: {}
          f:pod-template-hash: {}
        f:ownerReferences:
          .: {}
          k:{"uid":"${uid(index + 2)}"}: {}
      f:spec:
        f:containers:
          k:{"name":"main"}:
            .: {}
            f:env:
              .: {}
              k:{"name":"PASSWORD"}:
                .: {}
                f:name: {}
                f:value: {}
            f:image: {}
            f:ports:
              .: {}
              k:{"containerPort":8080,"protocol":"TCP"}:
                .: {}
                f:containerPort: {}
    manager: kube-controller-manager
    operation: Update
    time: "2025-03-04T09:12:31Z"
  name: ${name}
  namespace: ${namespace}
  ownerReferences:
  - apiVersion: apps/v1
    blockOwnerDeletion: true
    controller: true
    kind: ReplicaSet
    name: ${app}-${hash}
    uid: ${uid(index + 2)}
  resourceVersion: "${70_000 + index}"
  uid: ${uid(index)}
spec:
  affinity:
    podAntiAffinity:
      preferredDuringSchedulingIgnoredDuringExecution:
      - podAffinityTerm:
          labelSelector:
            matchLabels:
              app.kubernetes.io/name: ${app}
          topologyKey: kubernetes.io/hostname
        weight: 100
  containers:
  - env:
    - name: DB_HOST
      value: db.${namespace}.svc.cluster.local
    - name: PASSWORD
      valueFrom:
        secretKeyRef:
          key: password
          name: ${app}
    image: registry.example/team/${app}:1.4.2
    imagePullPolicy: IfNotPresent
    livenessProbe:
      failureThreshold: 3
      httpGet:
        path: /healthz
        port: http
        scheme: HTTP
      periodSeconds: 10
      successThreshold: 1
      timeoutSeconds: 1
    name: main
    ports:
    - containerPort: 8080
      name: http
      protocol: TCP
    - containerPort: 9102
      name: metrics
      protocol: TCP
    resources:
      limits:
        cpu: "1"
        memory: 512Mi
      requests:
        cpu: 100m
        memory: 256Mi
    securityContext:
      allowPrivilegeEscalation: false
      runAsNonRoot: true
    terminationMessagePath: /dev/termination-log
    terminationMessagePolicy: File
    volumeMounts:
    - mountPath: /var/run/secrets/kubernetes.io/serviceaccount
      name: kube-api-access-${hex(index, 5)}
      readOnly: true
  dnsPolicy: ClusterFirst
  enableServiceLinks: true
  nodeName: node-${index % 40}.example
  preemptionPolicy: PreemptLowerPriority
  priority: 0
  restartPolicy: Always
  schedulerName: default-scheduler
  serviceAccount: default
  serviceAccountName: default
  terminationGracePeriodSeconds: 30
  tolerations:
  - effect: NoExecute
    key: node.kubernetes.io/not-ready
    operator: Exists
    tolerationSeconds: 300
  volumes:
  - name: kube-api-access-${hex(index, 5)}
    projected:
      defaultMode: 420
      sources:
      - serviceAccountToken:
          expirationSeconds: 3607
          path: token
status:
  conditions:
  - lastProbeTime: null
    lastTransitionTime: "2025-03-04T09:12:31Z"
    status: "True"
    type: Initialized
  - lastProbeTime: null
    lastTransitionTime: "2025-03-04T09:12:35Z"
    message: 'containers with unready status: [main]'
    reason: ContainersNotReady
    status: "False"
    type: Ready
  containerStatuses:
  - containerID: containerd://${hex(index + 5, 32)}${hex(index + 6, 32)}
    image: registry.example/team/${app}:1.4.2
    imageID: registry.example/team/${app}@sha256:${hex(index + 8, 32)}${hex(index + 9, 32)}
    lastState: {}
    name: main
    ready: true
    restartCount: 0
    started: true
    state:
      running:
        startedAt: "2025-03-04T09:12:34Z"
  hostIP: 192.168.0.${index % 40}
  phase: Running
  podIP: 10.${a}.${b}.7
  podIPs:
  - ip: 10.${a}.${b}.7
  qosClass: Burstable
  startTime: "2025-03-04T09:12:31Z"
`;
}
