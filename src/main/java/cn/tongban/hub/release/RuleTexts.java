package cn.tongban.hub.release;

/** One line for each rule: id, what it asks for in Chinese and in English. A star stands for whatever follows. */
final class RuleTexts {
    static final String LINES = """
            ambiguous-reverse|反查的码表中,同义的码只有一个为首选|in a table that is read in reverse, of several codes with one meaning one is preferred
            ask-question|询问路由的问题有规范契约 canonical/ask.<问题>|the question of a route that asks has a contract canonical/ask.<question>
            arrivals-channel|来源路由写明通道|a route from a source names its channel
            bean-reference|端点不引用对象,不隐藏文字|an endpoint refers to no bean and hides no text
            bundle|集成包能被读取:目录、文件类型、大小、链接|the bundle can be read: folders, kinds of files, sizes, links
            calendar|日历文件有表头,每天有中英文名称|a calendar has its header, and its days are named in both languages
            calendar-date|日历的日期存在,且在该文件的年份|a day of a calendar exists and is in the year of its file
            calendar-kind|日历的一天是 off 或 on|a day of a calendar is off or on
            calendar-twice|日历的日期不重复|a day is in a calendar once
            calendar-weekend|只有周六、周日可以调为上班|only a Saturday or Sunday is worked by exception
            camel-header|不手工设置 Camel 自己的消息头|headers that Camel itself understands are not set by hand
            camel-schema|符合 Camel 4.17 的 YAML 规范|the YAML satisfies the schema of Camel 4.17
            carried-twice|同一类消息到同一目的地只有一条路由|one message type to one destination has one route
            charset|文件是 UTF-8|the file is UTF-8
            code-contract|契约允许的代码在码表中,要发出的代码在契约中|what a contract lets in is in the code table, what is sent is in the contract
            code-cycle|码表不成环|a code does not lead back to itself
            code-example|码表与其样例一致,每行都有样例|a code table says what its examples say, and each row has one
            code-table|码表有表头、两种语言的名称、有效的日期|a code table has its header, names in both languages, possible dates
            connector-*|connector.yaml 的取值正确|connector.yaml: keys, values and names as described
            connector-readme|每个连接器有 README.md|a connector has a README.md
            content-type|发送文档时写明 Content-Type|a document is sent with a Content-Type
            contract-flow|路由每一步接得住上一步的结果|each step of a route takes what the step before gives
            contract-source|SOURCE.md 写明契约来自谁|SOURCE.md says from whom a contract is
            delivery-types|投递路由写明消息类型|a delivery route names its message types
            door-method|入口写明 HTTP 方法|a door names its HTTP method
            door-path|入口在 /in/、/callback/ 或 /services/ 之下|a door lies under /in/, /callback/ or /services/
            doubt-policy|写明结果不明时怎么办|a connector that is sent to says how doubt is settled
            duplicate-channel|每个通道只有一条路由|a channel has one route
            duplicate-code|码表中的代码不重复|a code is in its table once
            duplicate-door|每个入口只有一条路由|a door has one route
            duplicate-kamelet|Kamelet 名称唯一|a Kamelet's name is unique
            duplicate-key|同一层的键不重复|a key occurs once
            duplicate-question|每个问题只有一条路由|a question has one route
            duplicate-route|路由标识唯一|a route's id is unique
            duplicate-step-id|步骤标识在路由内唯一|a step's id is unique within its route
            endpoint-not-here|端点用在该用的地方|an endpoint stands where it may
            error-handling|错误处理只写在 routes/policies|errors are handled in routes/policies only
            exclusion-category|排除类别在码表 exclusion 中|a category of exclusion is in the code table
            file|文件可用|the file can be used
            flow|每个流程有 flow.yaml|a flow has a flow.yaml
            flow-name|流程有中英文名称|a flow is named in both languages
            foreign-connector|只为自己的连接器签名、取票|a Kamelet signs and shows tickets for its own connector
            foreign-kamelet|只调用自己连接器的 Kamelet|a route calls a Kamelet of its connector
            foreign-service|Kamelet 只调用本连接器的服务|a Kamelet calls the service of its own connector
            golden-context|样例带有映射要读的上下文|an example has the context that its mapping reads
            golden-few|每个映射至少三个样例|a mapping has three examples at least
            golden-input|样例的输入符合契约|an example's input satisfies the contract
            golden-missing|每个映射有样例|a mapping has a golden example
            golden-orphan|样例的文件成套|no part of an example is alone
            http-in-route|外部调用写在 Kamelet 中|calls to the outside stand in a Kamelet
            hub-variable|hub. 开头的变量归枢纽所有|variables that begin with hub. are the hub's
            idempotency-key|幂等的连接器用投递号区分重复|an idempotent connector is told the delivery's id
            import|映射不引用其他文件|a mapping stands alone
            impure-function|映射是纯函数|a mapping asks for no time and no chance
            inexact-function|不用浮点运算|a mapping does not compute with floating point numbers
            item-column|事项目录的列是已知的|a column of the item catalogue is a known one
            item-limit|事项的类型、时限和单位正确,承诺不长于法定|kind, limits and units of an item are right, and none promises more time than the law gives
            item-pairs|市区事项对照表的每一行正确|each row of the pairs of city and district items is right
            items|事项目录的每一行正确|each row of the item catalogue is right
            jslt|映射能够编译|the mapping compiles
            json|文件是 JSON|the file is JSON
            json-schema|契约能够编译,且不引用自身|the contract compiles and does not refer to itself
            kamelet-call|Kamelet 只调用一次,且在最后|a Kamelet makes one call, and it is the last step
            kamelet-from|模板从 kamelet:source 开始|a template starts from kamelet:source
            kamelet-key|Kamelet 中没有未知的键和对象|a Kamelet has no unknown key and no bean
            kamelet-kind|投递用 sink,查询用 action|deliveries call a sink, questions an action
            kamelet-label|类型标签与名称一致|the label says the type that the name says
            kamelet-name|Kamelet 按规则命名|a Kamelet is named by the rule
            kamelet-signature|同一连接器签名一致,签名紧挨调用|all Kamelets of a connector sign alike, directly before the call
            kamelet-title|Kamelet 有标题和说明|a Kamelet has a title and a description
            kamelet-types|写明进出的数据类型|a Kamelet says what goes in or out
            kamelet-version|apiVersion 正确|apiVersion is right
            last-step|路由以规定的动词结束|a route ends with the verb that it must end with
            line-length|一行不超过两万字符|a line has at most 20,000 characters
            listens-route|监听的消息有投递路由,方式和结果存在|what a connector listens for has a route, and its ways and results exist
            literal-address|地址来自连接器的设置|addresses come from the connector's settings
            map-instead|换用映射的三个参数齐全|another mapping for some documents needs at, values and instead
            mapping-header|映射头部写明存在的契约|a mapping's header names contracts that exist
            material-attach|发送材料时带上文件|a material goes out with its bytes
            misplaced|文件放在枢纽会找的地方|a file lies where the hub looks
            missing-option|必填参数齐全|options that are needed are there
            no-delivery-route|事项的承办方有投递路由|who decides an item is sent its cases
            no-parties|有部门才有队列|queues need parties
            no-soap|用到 SOAP 的连接器写有 soap 一节|a connector that is called by SOAP, or calls, has a soap section
            one-address|记录之前恰有一个地址步骤|before hub:record there is one address step
            one-call|外出的路由恰好调用一次;再次调用前须有 hub:go-on|a route that goes out calls its partner once; before a further call stands hub:go-on
            one-route|每个文件一条路由|a file holds one route
            operation-without-route|WSDL 的每个操作都有路由|each operation that a WSDL promises has a route
            option-type|参数取值的类型正确|an option has a value of its type
            pattern|契约的正则能在线性时间内匹配|a pattern of a contract is matched in linear time
            pattern-function|映射中不用正则|a mapping uses no patterns
            personal-field|个人字段写明用途和脱敏类别|a personal field has a purpose and a masking class
            personal-undeclared|像个人信息的字段须声明|a field that looks personal is declared
            policy|策略文件只含策略|a policy file holds policies only
            policy-component|组件为本机构所允许|the installation allows the component
            policy-file|集成包策略文件正确|the policy file of an installation is right
            policy-file-type|文件类型为本机构所允许|the installation allows the kind of file
            policy-host|主机为本机构所允许|the installation allows the host
            policy-id|策略有自己的标识|a policy has an id of its own
            policy-kind|入口、投递各用各的策略|doors and deliveries use their own kind of policy
            policy-language|表达式语言为本机构所允许|the installation allows the language
            policy-size|大小在本机构的限度之内|sizes are within the installation's limits
            probe-policy|只有先查询的连接器才有查询路由|only a connector with doubt: probe is asked
            probe-route|先查询的连接器有查询路由|a connector with doubt: probe has a route that asks
            published-excluded|被排除的事项不在容缺、承诺清单上|an excluded item is on neither published list
            published-item|清单上的事项在事项目录中|an item on a published list is in the catalogue
            published-list|容缺、承诺、排除清单有表头和有效内容|the published lists have their headers and sound lines
            published-twice|同一材料同一日期在清单上只有一行|a material is on a published list once on a day
            record-before-answer|落盘之前不应答|nothing is answered before it is recorded
            record-key|记录写明幂等键|hub:record names a key within the document
            recursion|映射的函数不调用自身|a function of a mapping does not call itself
            resource|表达式不读取文件|an expression does not read a file
            route-description|路由有说明|a route has a description
            route-from|路由有起点|a route has a beginning
            route-group|路由的组是其目录|a route's group is its folder
            route-id|路由标识就是文件名|a route's id is the file's name
            route-key|路由中没有未知的键|a route has no unknown key
            route-length|路由不超过 12 步|a route has at most 12 steps
            route-steps|路由有步骤|a route has steps
            route-test|测试写明存在的路由|a route test names a route that exists
            route-untested|每条路由有测试|every route has a test
            route-verb|路由的动词是已知的|a route's verb is a known one
            sample-accepted|应拒收的样例被契约拒收|what a contract must refuse is refused
            sample-contract|样品按契约命名|a sample is named after a contract
            sample-invalid|样品符合契约|a sample satisfies its contract
            schema-bounds|下限不大于上限|a lower bound is not above the upper one
            schema-enum|枚举不空且不重复|a list of values is neither empty nor double
            schema-format|格式是已知的|a format is a known one
            schema-keyword|契约没有拼错的关键字|a contract has no misspelt keyword
            schema-reference|引用的定义存在|a reference leads somewhere
            schema-required|必填字段有定义|a required field is described
            schema-type|类型是已知的|a type is a known one
            script|路由中没有脚本|no script, no code of any kind
            secret|文件中没有密钥|no secret is in a file
            sign-secret|不用对方的密钥签名|we do not sign with the secret of the other side
            silent-error|错误不被悄悄吞掉|an error is not handled silently
            simple-function|simple 只读一个头或变量|simple reads one header or variable
            simple-length|表达式简短|an expression is short
            source-channel|来源的每个通道有路由|each channel of a source has its route
            source-column|来源的列与契约一致|the columns of a source are those of the contract
            step-missing|路由不缺步骤|no step of the sentence is missing
            step-not-allowed|只用允许的步骤|only steps that are allowed
            step-order|步骤的顺序正确|the steps are in order
            stream-not-stored|流式入口先落盘|a streaming door stores its body
            ticket|发票据的连接器写明期限,有取票路由|a connector that gives tickets says their life and has a route that asks for one
            unknown-address|地址方式存在|the way of addressing exists
            unknown-code-table|码表存在|the code table exists
            unknown-connector|连接器存在|the connector exists
            unknown-contract|契约存在|the contract exists
            unknown-destination|目的地存在且接收投递|the destination exists and takes deliveries
            unknown-document|规范文档存在|the canonical document exists
            unknown-endpoint|端点的组件存在|the component of an endpoint exists
            unknown-enrichment|可补充的内容存在|what a message is to be enriched with exists
            unknown-kamelet|Kamelet 存在|the Kamelet exists
            unknown-mapping|映射存在|the mapping exists
            unknown-meaning|码表的含义没有拼错|a meaning in a code table is not misspelt
            unknown-operation|WSDL 中有此操作|the WSDL has the operation
            unknown-option|参数存在|the option exists
            unknown-path-name|路径中的名称存在|a name in a path is known
            unknown-policy|策略存在|the policy exists
            unknown-query|查询存在|the query exists
            unknown-register|登记簿存在|the register exists
            unknown-scheme|签名方式存在|the signature scheme exists
            unknown-secret|密钥名存在|the secret's name exists
            unknown-setting|设置存在|the setting exists
            unknown-type|消息类型存在|the message type exists
            unknown-variable|变量存在|the variable exists
            unknown-verb|动词存在|the verb exists
            unknown-way|去向存在|the way to a party exists
            unknown-wsdl|connector.yaml 所写的 WSDL 文件存在|the WSDL that connector.yaml names is there
            unused|没有无用的文件|no file is unused
            unused-property|Kamelet 的参数都被使用|a property of a Kamelet is used
            unverified-door|入口先验证来者|a door verifies its caller first
            verified-source|来源无须验签|a source is not verified
            wsdl-*|WSDL 能被读取:单个文件、文档样式、元素在 XSD 中|a WSDL can be used: one file, document style, elements that an XSD has
            xsd-*|XSD 能被读取,且每个部分都有对应的 JSON 形式|an XSD can be read, and all of it has a JSON form
            yaml|文件是一份不深、无别名的 YAML|the file is one YAML document, not deep, without aliases
            """;

    private RuleTexts() {}
}
