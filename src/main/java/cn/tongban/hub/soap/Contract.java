package cn.tongban.hub.soap;

import cn.tongban.hub.xml.Wsdl;
import cn.tongban.hub.xml.XmlContract;

/** Operations and the documents that they are asked and answered with. */
record Contract(Wsdl wsdl, XmlContract schemas) {}
